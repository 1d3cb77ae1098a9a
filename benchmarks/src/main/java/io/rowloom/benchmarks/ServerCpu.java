package io.rowloom.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The CPU time of a PostgreSQL server on this machine: of its first process, of those that it has started, and of those of them that have ended. */
public final class ServerCpu {
    private static final Path PROC = Path.of("/proc");
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int CHILDREN_SYSTEM = 14;
    /** Of Linux, on every machine that Java runs on. */
    private static final double MILLIS_PER_TICK = 10;

    private ServerCpu() {}

    /**
     * Milliseconds since the server's start, without those of some connections.
     *
     * @param ownBackends the processes of those connections; at least one, by which the server is found
     * @return NaN when the server is on another machine, or this is no Linux
     */
    public static double millis(int... ownBackends) {
        try {
            if (!Files.readString(PROC.resolve(ownBackends[0] + "/comm")).startsWith("postgres")) {
                return Double.NaN;
            }
            String postmaster = stat(PROC.resolve(Integer.toString(ownBackends[0])))[PARENT];
            String[] first = stat(PROC.resolve(postmaster));
            double ticks = 0;
            for (int field = USER; field <= CHILDREN_SYSTEM; field++) {
                ticks += Double.parseDouble(first[field]);
            }
            return ticks * MILLIS_PER_TICK + children(postmaster, ownBackends);
        } catch (IOException _) {
            return Double.NaN;
        }
    }

    private static double children(String postmaster, int... except) throws IOException {
        Set<String> own = Arrays.stream(except).mapToObj(Integer::toString).collect(Collectors.toSet());
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes.filter(process -> process.getFileName().toString().matches("\\d+") && !own.contains(process.getFileName().toString()))
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
