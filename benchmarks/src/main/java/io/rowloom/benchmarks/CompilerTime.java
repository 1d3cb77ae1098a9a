package io.rowloom.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * CPU time of the threads in which a JVM compiles, from {@code /proc}, in steps of 10 ms. It may start and end such threads: those that came and went between two looks are missed.
 * For one thread.
 */
final class CompilerTime {
    /** Names end after 15 characters there. */
    private static final String NAME = "C[12] CompilerThre.*";
    private static final double TICK_MILLIS = 10;
    /** Of the fields behind the name: user and system time, in ticks. */
    private static final int USER = 11;
    private static final int SYSTEM = 12;

    private final Path tasks;
    private final Map<Path, Double> threads = new HashMap<>();

    CompilerTime(long pid) {
        this.tasks = Path.of("/proc/" + pid + "/task");
    }

    /** NaN where the system does not tell. */
    double millis() {
        try (Stream<Path> all = Files.list(tasks)) {
            for (Path thread : all.toList()) {
                look(thread);
            }
        } catch (IOException _) {
            return threads.isEmpty() ? Double.NaN : sum();
        }
        return sum();
    }

    private double sum() {
        return threads.values().stream().mapToDouble(millis -> millis).sum();
    }

    private void look(Path thread) {
        try {
            if (Files.readString(thread.resolve("comm")).strip().matches(NAME)) {
                threads.put(thread, millis(Files.readString(thread.resolve("stat"))));
            }
        } catch (IOException _) {
            return; // it ended
        }
    }

    /** @param stat as in {@code /proc/PID/stat} */
    static double millis(String stat) {
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        return TICK_MILLIS * (Double.parseDouble(fields.get(USER)) + Double.parseDouble(fields.get(SYSTEM)));
    }
}
