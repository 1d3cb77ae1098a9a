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
import java.util.stream.Stream;

/** What the figures were measured on, as names and values. */
public record Machine(Map<String, String> facts) {
    private static final List<String> SETTINGS = List.of("fsync", "synchronous_commit", "full_page_writes", "autovacuum", "shared_buffers");

    /** Reads one value from the server. */
    public interface Query {
        String text(String query) throws SQLException;
    }

    public static Machine of(Query server) throws SQLException {
        Map<String, String> facts = new LinkedHashMap<>(withoutServer().facts());
        facts.put("postgresql", server.text("SELECT current_setting('server_version')"));
        for (String setting : SETTINGS) {
            facts.put(setting, server.text("SELECT current_setting('" + setting + "')"));
        }
        return new Machine(facts);
    }

    /** For what needs no database. */
    public static Machine withoutServer() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", memory());
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch"));
        facts.put("load at the start", String.format(Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        facts.put("processor", processor());
        facts.put("jdk", System.getProperty("java.vm.vendor") + " " + System.getProperty("java.version"));
        return new Machine(facts);
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name")).findFirst().map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("unknown");
        } catch (IOException _) {
            return "unknown";
        }
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
