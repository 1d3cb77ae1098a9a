package io.rowloom.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * A durable PostgreSQL server in a directory, shared by all processes of one user on this machine.
 *
 * <p>Guarantee: however many processes ask at once, one server runs; it outlives them all; what was committed survives its crash. It listens on 127.0.0.1 only
 * and asks for a password that only the directory's owner can read. Not guaranteed: that it still runs later; anyone with access may {@link #stop} it, and the
 * next {@link #startOrAttach} starts it again, on the same port unless someone else took it.
 *
 * <p>For trying out and for a single machine. A production set-up with more than one machine wants a server of its own.
 */
public final class EmbeddedDatabase {
    private final Cluster cluster;
    private final Postmaster postmaster;
    private final boolean started;

    private EmbeddedDatabase(Cluster cluster, Postmaster postmaster, boolean started) {
        this.cluster = cluster;
        this.postmaster = postmaster;
        this.started = started;
    }

    /**
     * Takes 2 s the first time ever (it unpacks PostgreSQL), 1 s in a new directory, 0.2 s to start, a few milliseconds to find a running server.
     *
     * @param directory made if it does not exist
     * @throws EmbeddedDatabaseException if there can be no server; says why and what to do
     */
    public static EmbeddedDatabase startOrAttach(Path directory) {
        return startOrAttach(directory, OptionalInt.empty());
    }

    /** As {@link #startOrAttach(Path)}, on this port; a server that already runs keeps its own. */
    public static EmbeddedDatabase startOrAttach(Path directory, int port) {
        return startOrAttach(directory, OptionalInt.of(port));
    }

    private static EmbeddedDatabase startOrAttach(Path directory, OptionalInt port) {
        var cluster = new Cluster(OwnerOnly.directory(directory));
        return locked(cluster, () -> {
            var running = cluster.awaitReady();
            if (running.isPresent()) {
                return new EmbeddedDatabase(cluster, running.get(), false);
            }
            var binaries = Binaries.embedded();
            if (!cluster.exists()) {
                cluster.initialise(binaries);
            }
            var postmaster = cluster.start(binaries, port.orElseGet(cluster::choosePort));
            return new EmbeddedDatabase(cluster, postmaster, true);
        });
    }

    public static ServerStatus status(Path directory) {
        var cluster = new Cluster(directory.toAbsolutePath());
        if (!cluster.exists()) {
            return new ServerStatus.Absent();
        }
        return Postmaster.running(real(cluster).data()).<ServerStatus>map(p -> new ServerStatus.Running(p.pid(), p.port())).orElseGet(ServerStatus.Stopped::new);
    }

    /** Returns when the server has ended. @return false if none was running */
    public static boolean stop(Path directory, StopMode mode) {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        var cluster = real(new Cluster(directory));
        return locked(cluster, () -> {
            var running = Postmaster.running(cluster.data()).isPresent();
            if (running) {
                cluster.stop(Binaries.embedded(), mode);
            }
            return running;
        });
    }

    /** PostgreSQL's database {@code postgres}, which every server has, with its superuser. */
    public DatabaseAddress address() {
        return DatabaseAddress.local(postmaster.port(), "postgres", Cluster.USER, cluster.password());
    }

    /** A JDBC URL without user and password; see {@link #address}. */
    public String url() {
        return address().url();
    }

    public int port() {
        return postmaster.port();
    }

    /** Of PostgreSQL's first process. */
    public long pid() {
        return postmaster.pid();
    }

    /** Whether this call started the server; else it was running. */
    public boolean wasStarted() {
        return started;
    }

    private static Cluster real(Cluster cluster) {
        return new Cluster(OwnerOnly.directory(cluster.home()));
    }

    private static <T> T locked(Cluster cluster, Supplier<T> action) {
        return DirectoryLock.holding(cluster.lock(), action);
    }
}
