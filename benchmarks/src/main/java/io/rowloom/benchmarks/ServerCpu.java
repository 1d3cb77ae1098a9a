package io.rowloom.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The CPU time of a PostgreSQL server on this machine: of its first process, of those that it has started, and of those of them that have ended. */
final class ServerCpu {
    private static final Path PROC = Path.of("/proc");
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int CHILDREN_SYSTEM = 14;
    /** Of Linux, on every machine that Java runs on. */
    private static final double MILLIS_PER_TICK = 10;

    private ServerCpu() {}

    /**
     * Milliseconds since the server's start, without those of one connection.
     *
     * @param ownBackend the process of that connection
     * @return NaN when the server is on another machine, or this is no Linux
     */
    static double millis(int ownBackend) {
        try {
            if (!Files.readString(PROC.resolve(ownBackend + "/comm")).startsWith("postgres")) {
                return Double.NaN;
            }
            String postmaster = stat(PROC.resolve(Integer.toString(ownBackend)))[PARENT];
            String[] first = stat(PROC.resolve(postmaster));
            double ticks = 0;
            for (int field = USER; field <= CHILDREN_SYSTEM; field++) {
                ticks += Double.parseDouble(first[field]);
            }
            return ticks * MILLIS_PER_TICK + children(postmaster, ownBackend);
        } catch (IOException _) {
            return Double.NaN;
        }
    }

    private static double children(String postmaster, int except) throws IOException {
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes.filter(process -> process.getFileName().toString().matches("\\d+") && !process.endsWith(Integer.toString(except)))
                    .mapToDouble(process -> child(process, postmaster)).sum();
        }
    }

    private static double child(Path process, String parent) {
        try {
            return stat(process)[PARENT].equals(parent) ? Double.parseDouble(Files.readString(process.resolve("schedstat")).split(" ")[0]) / 1e6 : 0;
        } catch (IOException _) {
            return 0; // it has ended meanwhile
        }
    }

    /** The fields after the program's name, which may hold blanks. */
    private static String[] stat(Path process) throws IOException {
        String line = Files.readString(process.resolve("stat"));
        return line.substring(line.lastIndexOf(')') + 2).split(" ");
    }
}
