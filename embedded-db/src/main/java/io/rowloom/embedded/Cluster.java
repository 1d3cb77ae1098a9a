package io.rowloom.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * One directory with all that belongs to a server: {@code data} (PostgreSQL's), {@code password}, {@code port} (the one to take again) and
 * {@code server.log}. Its verbs are not guarded against one another; see {@link DirectoryLock}.
 *
 * @param home a real path
 */
record Cluster(Path home) {
    static final String USER = "rowloom";

    private static final long LOG_LIMIT_BYTES = 10_000_000;
    private static final String SETTINGS = """

        # Rowloom's embedded database: durable, and for programs on this machine only.
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        timezone = 'UTC'
        log_timezone = 'UTC'
        """;

    Path data() {
        return home.resolve("data");
    }

    Path log() {
        return home.resolve("server.log");
    }

    Path lock() {
        return home.resolve("lock");
    }

    boolean exists() {
        return Files.isRegularFile(data().resolve("PG_VERSION"));
    }

    String password() {
        return OwnerOnly.read(home.resolve("password"));
    }

    /** An interrupted call leaves nothing that a later one would take for a cluster. */
    void initialise(Binaries binaries) {
        var password = new byte[24];
        new SecureRandom().nextBytes(password);
        OwnerOnly.write(home.resolve("password"), HexFormat.of().formatHex(password));
        var draft = home.resolve("data.new");
        OwnerOnly.deleteTree(draft);
        Command.run(List.of(binaries.directory().resolve("initdb").toString(), "--pgdata=" + draft, "--username=" + USER, "--auth=scram-sha-256",
            "--pwfile=" + home.resolve("password"), "--encoding=UTF8", "--locale=C", "--data-checksums"), log());
        try {
            Files.writeString(draft.resolve("postgresql.conf"), SETTINGS, StandardOpenOption.APPEND);
            Files.move(draft, data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("Cannot write " + draft + " (" + e + ").", e);
        }
    }

    /** For the next start: over what is in the file, the last one wins. */
    void configure(Map<String, String> settings) {
        try {
            Files.write(data().resolve("postgresql.conf"), settings.entrySet().stream().map(s -> s.getKey() + " = '" + s.getValue().replace("'", "''") + "'").toList(),
                StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("Cannot write " + data().resolve("postgresql.conf") + " (" + e + ").", e);
        }
    }

    /** The port of the last start if there was one and nobody has taken it, else any free one. */
    int choosePort() {
        var last = home.resolve("port");
        if (Files.isRegularFile(last) && OwnerOnly.read(last).matches("\\d{1,5}")) {
            var port = Integer.parseInt(OwnerOnly.read(last));
            return isFree(port) ? port : freePort();
        }
        return freePort();
    }

    /** Returns when the server takes connections. It goes on when this process ends. */
    Postmaster start(Binaries binaries, int port) {
        removeStalePidFile();
        rotateLog();
        Command.run(List.of(binaries.directory().resolve("pg_ctl").toString(), "start", "--wait", "--timeout=60", "--silent", "--pgdata=" + data(),
            "--log=" + log(), "--options=-p " + port), log());
        OwnerOnly.write(home.resolve("port"), Integer.toString(port));
        return awaitReady().orElseThrow(() -> new EmbeddedDatabaseException("The PostgreSQL server in " + data() + " started and ended again. See " + log()));
    }

    /** Waits for a server that is starting. @return empty if there is none, or it ended meanwhile */
    Optional<Postmaster> awaitReady() {
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        var postmaster = Postmaster.running(data());
        while (postmaster.isPresent() && !postmaster.get().ready()) {
            if (System.nanoTime() > deadline) {
                throw new EmbeddedDatabaseException("The PostgreSQL server in " + data() + " is not ready after 60 s. See " + log());
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            postmaster = Postmaster.running(data());
        }
        return postmaster;
    }

    void stop(Binaries binaries, StopMode mode) {
        Command.run(List.of(binaries.directory().resolve("pg_ctl").toString(), "stop", "--wait", "--timeout=60", "--silent", "--pgdata=" + data(),
            "--mode=" + mode.argument()), log());
    }

    /**
     * PostgreSQL itself ignores a {@code postmaster.pid} whose process is gone. It does not when the number went to another program, or when nobody
     * collects dead processes (a container without init); then the file goes, as soon as the last child of that server has ended.
     */
    private void removeStalePidFile() {
        var deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (Postmaster.anyProcess(data())) {
            if (System.nanoTime() > deadline) {
                throw new EmbeddedDatabaseException("Processes of a PostgreSQL server that was killed still work in " + data() + ". End them, then try again.");
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        if (Postmaster.namesAnotherProcess(data())) {
            try {
                Files.delete(data().resolve("postmaster.pid"));
            } catch (IOException e) {
                throw new EmbeddedDatabaseException("Cannot remove the stale " + data().resolve("postmaster.pid") + " (" + e + ").", e);
            }
        }
    }

    private void rotateLog() {
        try {
            if (Files.isRegularFile(log()) && Files.size(log()) > LOG_LIMIT_BYTES) {
                Files.move(log(), home.resolve("server.log.old"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("Cannot write " + log() + " (" + e + ").", e);
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("There is no free port on the loopback interface.", e);
        }
    }
}
