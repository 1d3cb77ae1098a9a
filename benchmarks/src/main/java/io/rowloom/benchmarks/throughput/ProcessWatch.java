package io.rowloom.benchmarks.throughput;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What workers use, from {@code /proc} and from their logs of garbage collections. Where there is none, the figures are NaN. For one thread. */
final class ProcessWatch {
    private static final double KIB_PER_MIB = 1024;
    /** Written to a process's {@code clear_refs}: the peak of its resident memory counts from now on. */
    private static final String RESET_PEAK = "5";

    private final List<One> all;

    private static final class One {
        private final long pid;
        private final Path log;
        private double cpu;
        private long read;

        One(long pid, Path log) {
            this.pid = pid;
            this.log = log;
        }

        double cpuMillis() {
            return ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration()).map(Duration::toNanos).map(nanos -> nanos / 1e6).orElse(Double.NaN);
        }
    }

    /** @param directory where the logs are; see {@link #settings} */
    ProcessWatch(List<Long> pids, Path directory) {
        this.all = pids.stream().map(pid -> new One(pid, directory.resolve("gc-" + pid + ".log"))).toList();
    }

    /** Environment variables with which a JVM writes such a log. */
    static Map<String, String> settings(Path directory) {
        return Map.of("JDK_JAVA_OPTIONS", "-Xlog:gc:file=" + directory + "/gc-%p.log");
    }

    /** Figures count from now on. */
    void begin() throws IOException {
        for (One one : all) {
            text(one);
            one.cpu = one.cpuMillis();
            try {
                Files.writeString(Path.of("/proc/" + one.pid + "/clear_refs"), RESET_PEAK);
            } catch (IOException _) {
                continue; // then the peak is that of its whole life
            }
        }
    }

    List<ProcessFigures> end() throws IOException {
        List<ProcessFigures> figures = new ArrayList<>();
        for (One one : all) {
            GcLog log = GcLog.of(text(one));
            figures.add(new ProcessFigures(one.cpuMillis() - one.cpu, residentPeak(one.pid), log.heapPeakMib(), log.pauseMs()));
        }
        return figures;
    }

    /** What was added to its log. */
    private static String text(One one) throws IOException {
        if (!Files.exists(one.log)) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(one.log.toFile(), "r")) {
            byte[] added = new byte[(int) (file.length() - one.read)];
            file.seek(one.read);
            file.readFully(added);
            one.read += added.length;
            return new String(added, StandardCharsets.UTF_8);
        }
    }

    private static double residentPeak(long pid) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:")).findFirst().map(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KIB_PER_MIB).orElse(Double.NaN);
        } catch (IOException _) {
            return Double.NaN;
        }
    }
}
