package io.rowloom.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The server process that PostgreSQL's own {@code postmaster.pid} names, if it lives. A process counts when it works in the data directory (all of PostgreSQL's
 * do): so neither a process number that went to another program, nor a dead process that nobody has collected, passes for a server.
 */
record Postmaster(long pid, int port, boolean ready) {
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    static Optional<Postmaster> running(Path data) {
        return read(data).filter(postmaster -> WorkingDirectories.worksIn(postmaster.pid, data));
    }

    /** All processes of a server on this data, also those that outlive a killed postmaster for a moment. */
    static boolean anyProcess(Path data) {
        return WorkingDirectories.anyIn(data);
    }

    /** The file is a leftover, and its number belongs to something that exists: another program, or a dead process not yet collected. */
    static boolean namesAnotherProcess(Path data) {
        return read(data).filter(named -> WorkingDirectories.exists(named.pid) && !WorkingDirectories.worksIn(named.pid, data)).isPresent();
    }

    private static Optional<Postmaster> read(Path data) {
        try {
            var lines = Files.readAllLines(data.resolve("postmaster.pid"));
            if (lines.size() <= PORT_LINE) {
                return Optional.empty();
            }
            var ready = lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
            return Optional.of(new Postmaster(Long.parseLong(lines.get(PID_LINE).strip()), Integer.parseInt(lines.get(PORT_LINE).strip()), ready));
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        }
    }
}
