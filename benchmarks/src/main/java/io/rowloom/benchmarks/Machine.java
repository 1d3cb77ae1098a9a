package io.rowloom.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the figures were measured on, as names and values. */
record Machine(Map<String, String> facts) {
    private static final List<String> SETTINGS = List.of("fsync", "synchronous_commit", "full_page_writes", "autovacuum", "shared_buffers");

    static Machine of(Probe probe) throws SQLException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", memory());
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch"));
        facts.put("load at the start", String.format(Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        facts.put("jdk", System.getProperty("java.vm.vendor") + " " + System.getProperty("java.version"));
        facts.put("postgresql", probe.text("SELECT current_setting('server_version')"));
        for (String setting : SETTINGS) {
            facts.put(setting, probe.text("SELECT current_setting('" + setting + "')"));
        }
        return new Machine(facts);
    }

    private static String memory() {
        try {
            String total = Files.readAllLines(Path.of("/proc/meminfo")).getFirst().replaceAll("\\D", "");
            return Math.round(Long.parseLong(total) / 1024.0 / 1024.0) + " GiB";
        } catch (IOException _) {
            return "unknown";
        }
    }
}
