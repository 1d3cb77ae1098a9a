package io.rowloom.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server of its own for tests, with durable settings, that vanishes with this process, however the process ends. Takes 0.3 s.
 *
 * <p>Thread-safe, except that {@link #stop}, {@link #start} and {@link #kill} are for one thread at a time.
 */
public final class TestDatabase implements AutoCloseable {
    private final Cluster cluster;
    private final Binaries binaries;
    private final Process watch;
    private final AtomicInteger databases = new AtomicInteger();
    private volatile Postmaster postmaster;

    private TestDatabase(Cluster cluster, Binaries binaries) throws IOException {
        this.cluster = cluster;
        this.binaries = binaries;
        this.watch = watch();
        this.postmaster = cluster.start(binaries, cluster.choosePort());
    }

    /** With the PostgreSQL that comes with this module. */
    public static TestDatabase fresh() {
        return fresh(Map.of());
    }

    /**
     * With the PostgreSQL that comes with this module, and settings of its own.
     *
     * @param settings for {@code postgresql.conf}, over the durable ones; for example {@code shared_preload_libraries}. Values are quoted as needed
     */
    public static TestDatabase fresh(Map<String, String> settings) {
        return fresh(Binaries.embedded(), settings);
    }

    /** With the oldest PostgreSQL that Rowloom works with. Only in modules whose build puts it into {@code target}: see the parent's {@code pom.xml}. */
    public static TestDatabase oldest() {
        return fresh(Binaries.of(Path.of("target", "oldest-postgresql.jar")), Map.of());
    }

    private static TestDatabase fresh(Binaries binaries, Map<String, String> settings) {
        try {
            var home = Files.createTempDirectory("rowloom-test-db-").toRealPath();
            fill(home, binaries);
            var cluster = new Cluster(home);
            cluster.configure(settings);
            return new TestDatabase(cluster, binaries);
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("Cannot make a test database in " + System.getProperty("java.io.tmpdir") + " (" + e + ").", e);
        }
    }

    /** An empty database that no other caller gets. */
    public DatabaseAddress createDatabase() {
        var name = "test_" + databases.incrementAndGet();
        try (var connection = address("postgres").dataSource().getConnection(); var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE template0");
        } catch (SQLException e) {
            throw new EmbeddedDatabaseException("Cannot create the database " + name + " (" + e.getMessage() + ").", e);
        }
        return address(name);
    }

    public int port() {
        return postmaster.port();
    }

    public long pid() {
        return postmaster.pid();
    }

    public void stop(StopMode mode) {
        cluster.stop(binaries, mode);
    }

    /** After {@link #stop} or {@link #kill}, on the same port. */
    public void start() {
        postmaster = cluster.start(binaries, postmaster.port());
    }

    /** Ends the server's first process at once (SIGKILL); the others notice and follow. */
    public void kill() {
        ProcessHandle.of(postmaster.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Returns when server and files are gone. */
    @Override
    public void close() {
        try {
            watch.getOutputStream().close();
            watch.waitFor();
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("Cannot end the test database in " + cluster.home() + " (" + e + ").", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private DatabaseAddress address(String database) {
        return DatabaseAddress.local(postmaster.port(), database, Cluster.USER, cluster.password());
    }

    /** A shell that ends the server and removes its files once its input closes, which the death of this process does too. */
    private Process watch() throws IOException {
        var script = "trap '' INT TERM HUP; home=$1; shift; cat >/dev/null; \"$@\"; rm -rf \"$home\"";
        var line = new ArrayList<>(List.of("sh", "-c", script, "rowloom-test-db", cluster.home().toString()));
        line.addAll(Command.asUser(List.of(binaries.directory().resolve("pg_ctl").toString(), "stop", "--silent", "--mode=immediate", "--pgdata=" + cluster.data())));
        return new ProcessBuilder(line).directory(Path.of("/").toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** Makes the directory the home of a cluster that no server has run on yet, faster than {@code initdb} does. */
    static void fill(Path home, Binaries binaries) {
        var template = template(binaries);
        for (var part : List.of("data", "password")) {
            OwnerOnly.copyTree(template.home().resolve(part), home.resolve(part));
        }
    }

    private static Cluster template(Binaries binaries) {
        var name = "test-template-" + Integer.toHexString(binaries.directory().toString().hashCode());
        var cluster = new Cluster(OwnerOnly.directory(Binaries.cache().resolve(name)));
        return DirectoryLock.holding(cluster.lock(), () -> {
            if (!cluster.exists()) {
                cluster.initialise(binaries);
            }
            return cluster;
        });
    }
}
