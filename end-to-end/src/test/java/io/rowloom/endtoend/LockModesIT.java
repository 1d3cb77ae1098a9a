package io.rowloom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three workers and a lock service, or what should be one; one worker is killed in the middle. What comes of it is the same in all modes. */
class LockModesIT {
    @RegisterExtension
    static final Cluster CLUSTER = Cluster.withWorkers().with("ROWLOOM_WORKER_SLOTS", "2").with("ROWLOOM_LOCK_WAIT", "2s");
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String REDIS = "/usr/bin/redis-server";
    private static final int LAYERS = 3;
    private static final int WIDTH = 4;
    private static final String HELPLESS = "the lock service is of no help";

    private final String suffix = Long.toString(System.nanoTime(), 36);
    private final List<String> workers = Stream.of("one", "two", "three").map(name -> name + "-" + suffix).toList();

    @AfterEach
    void stop() {
        workers.forEach(name -> CLUSTER.worker(name).kill());
    }

    private static String name(int layer, int column) {
        return "r" + layer + "_" + column;
    }

    /** Each needs two of the layer before. Every other one leaves a trace of each call. */
    private static String template() throws IOException {
        Template template = new Template();
        for (int layer = 0; layer < LAYERS; layer++) {
            for (int column = 0; column < WIDTH; column++) {
                String[] after = layer == 0 ? new String[0] : new String[] {name(layer - 1, column), name(layer - 1, (column + 1) % WIDTH)};
                if (column % 2 == 0) {
                    template.thing(name(layer, column), after);
                } else {
                    template.slow(name(layer, column), 0.2, after);
                }
            }
        }
        return Files.readString(Path.of(template.in(CLUSTER.directory())));
    }

    @Test
    void locksOfTheDatabasesSessions() throws IOException {
        sameAsEver("postgresql:");
        assertThat(askedFor()).isPositive();
    }

    @Test
    void locksOfTheDatabasesTransactions() throws IOException {
        sameAsEver("postgresql:?form=transaction");
        assertThat(askedFor()).isZero();
    }

    @Test
    void locksOfFiles() throws IOException {
        sameAsEver("file:" + CLUSTER.directory().resolve("locks"));
        assertThat(askedFor()).isPositive();
    }

    @Test
    void locksOfAServer() throws IOException {
        assumeTrue(Files.exists(Path.of(REDIS)), REDIS + " is not installed");
        int port = freePort();
        Process server = new ProcessBuilder("setpriv", "--pdeathsig", "KILL", REDIS, "--port", "" + port, "--bind", "127.0.0.1", "--save", "")
                .directory(CLUSTER.directory().toFile()).redirectErrorStream(true).redirectOutput(CLUSTER.directory().resolve("redis.log").toFile()).start();
        try {
            sameAsEver("redis://127.0.0.1:" + port);
            assertThat(askedFor()).isPositive();
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void aServerThatIsNotThere() throws IOException {
        sameAsEver("redis://:geheim@127.0.0.1:" + freePort());
        String log = CLUSTER.worker(workers.getLast()).log();
        assertThat(log.split(HELPLESS, -1)).as("one warning, not one per claim").hasSize(2);
        assertThat(log).doesNotContain("geheim");
        assertThat(CLUSTER.worker(workers.getLast()).metric("rowloom_lock_trusted")).isZero();
    }

    private void sameAsEver(String lockUrl) throws IOException {
        workers.forEach(name -> CLUSTER.begin(name, "ROWLOOM_LOCK_URL", lockUrl));
        workers.forEach(name -> CLUSTER.worker(name).awaitReady());
        try (Requester requester = CLUSTER.requester()) {
            requester.create(suffix, template(), OnFailure.STOP);
            await("a part is done").atMost(LONGEST).pollInterval(Duration.ofMillis(10)).until(() -> rows().size() >= WIDTH);
            CLUSTER.worker(workers.getFirst()).kill();
            awaitEnd(requester);
            assertThat(CLUSTER.rows().stackState(suffix)).isEqualTo("CREATE_COMPLETE");
            assertThat(rows()).containsExactlyElementsOf(IntStream.range(0, LAYERS * WIDTH).mapToObj(i -> name(i / WIDTH, i % WIDTH)).sorted().toList());
            assertThat(CLUSTER.reality().things().values()).containsExactlyInAnyOrderElementsOf(rows().stream().filter(name -> name.matches(".*_[02]")).toList());

            requester.request(suffix, new Request.Goal.Delete());
            await("it is deleted").atMost(LONGEST).until(() -> requester.find(suffix).isEmpty());
            assertThat(CLUSTER.reality().things()).isEmpty();
            assertThat(CLUSTER.rows().unfinished()).isEmpty();
        }
    }

    private void awaitEnd(Requester requester) {
        await("it is created").atMost(LONGEST).until(() -> !requester.stack(suffix).inProgress());
    }

    /** What is complete. */
    private List<String> rows() {
        return CLUSTER.rows().column("SELECT r.name FROM resource r JOIN stack s ON s.id = r.stack_id "
                + "WHERE s.name = ? AND r.current AND r.action = 'CREATE' AND r.status = 'COMPLETE' ORDER BY r.name", suffix);
    }

    private double askedFor() {
        return CLUSTER.worker(workers.getLast()).metric("rowloom_lock_attempts_total");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
