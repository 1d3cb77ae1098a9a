package io.rowloom.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A server of the system's packages, for tests and measurements: in the foreground and in a directory of its own. */
public final class ServerProcess implements TestServer {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(90);

    private final Recipe recipe;
    private final int port = TestServer.freePort();
    private final Path home;
    private @Nullable Process process;

    /** How a server is started in an empty directory. */
    public interface Recipe {
        /** Makes what it needs in {@code home}, and answers the command. */
        List<String> prepare(Path home, int port) throws IOException;
    }

    private ServerProcess(Recipe recipe) throws IOException {
        this.recipe = recipe;
        this.home = Files.createTempDirectory("rowloom-lock-server-");
    }

    public static ServerProcess start(Recipe recipe) {
        try {
            ServerProcess server = new ServerProcess(recipe);
            server.startEmpty();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static ServerProcess redis() {
        return redis(List.of());
    }

    public static ServerProcess redis(List<String> options) {
        return start((home, port) -> join(List.of("redis-server", "--port", "" + port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", home.toString()),
                options));
    }

    public static ServerProcess etcd() {
        return etcd("http", List.of());
    }

    /** @param scheme that clients use: {@code http} or {@code https} */
    public static ServerProcess etcd(String scheme, List<String> options) {
        return start((home, port) -> {
            String peers = "http://127.0.0.1:" + TestServer.freePort();
            String clients = scheme + "://127.0.0.1:" + port;
            return join(List.of("etcd", "--data-dir", home.resolve("data").toString(), "--listen-client-urls", clients, "--advertise-client-urls", clients,
                    "--listen-peer-urls", peers, "--initial-advertise-peer-urls", peers, "--initial-cluster", "default=" + peers), options);
        });
    }

    public static ServerProcess zookeeper() {
        return start((home, port) -> {
            Path settings = home.resolve("zoo.cfg");
            Files.writeString(settings, """
                    dataDir=%s
                    clientPort=%d
                    clientPortAddress=127.0.0.1
                    tickTime=500
                    admin.enableServer=false
                    """.formatted(home.resolve("data"), port));
            return List.of("/usr/bin/java", "-Xmx128m", "-cp", "/usr/share/java/zookeeper.jar", "org.apache.zookeeper.server.quorum.QuorumPeerMain",
                    settings.toString());
        });
    }

    public static ServerProcess mariadb() {
        return start((home, port) -> {
            Path data = home.resolve("data");
            String user = "--user=" + System.getProperty("user.name");
            run(home, List.of("mariadb-install-db", "--no-defaults", "--datadir=" + data, "--auth-root-authentication-method=normal", "--skip-test-db", user));
            return List.of("/usr/sbin/mariadbd", "--no-defaults", "--datadir=" + data, user, "--port=" + port, "--bind-address=127.0.0.1",
                    "--socket=" + home.resolve("socket"), "--pid-file=" + home.resolve("pid"));
        });
    }

    /** @param pooling {@code session} or {@code transaction} */
    public static ServerProcess pgbouncer(int database, String name, String user, String password, String pooling) {
        return start((home, port) -> {
            Path settings = home.resolve("pgbouncer.ini");
            Files.writeString(settings, """
                    [databases]
                    %1$s = host=127.0.0.1 port=%2$d dbname=%1$s user=%3$s password=%4$s
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %5$d
                    unix_socket_dir =
                    auth_type = any
                    pool_mode = %6$s
                    ignore_startup_parameters = extra_float_digits
                    """.formatted(name, database, user, password, port, pooling));
            List<String> command = List.of("/usr/sbin/pgbouncer", settings.toString());
            return System.getProperty("user.name").equals("root") ? join(List.of("unshare", "--user"), command) : command;
        });
    }

    @Override
    public int port() {
        return port;
    }

    /** Of the process that was started last. */
    public long pid() {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("the server was never started");
        }
        return running.pid();
    }

    @Override
    public void startEmpty() {
        try {
            empty();
            Files.createDirectories(home);
            List<String> command = recipe.prepare(home, port);
            process = new ProcessBuilder(join(List.of("setpriv", "--pdeathsig", "KILL"), command)).directory(home.toFile()).redirectErrorStream(true)
                    .redirectOutput(home.resolve("log").toFile()).start();
            awaitPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitPort() throws IOException {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (true) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                if (process == null || !process.isAlive() || System.nanoTime() - end > 0) {
                    throw new IOException("the server does not start: " + Files.readString(home.resolve("log")), e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    @Override
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            running.onExit().join();
        }
    }

    @Override
    public void close() {
        kill();
        empty();
    }

    private void empty() {
        if (Files.exists(home)) {
            try (var all = Files.walk(home)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void run(Path home, List<String> command) throws IOException {
        Path log = home.resolve("prepare.log");
        var process = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(command + ": " + Files.readString(log));
        }
    }

    private static List<String> join(List<String> first, List<String> then) {
        List<String> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }
}
