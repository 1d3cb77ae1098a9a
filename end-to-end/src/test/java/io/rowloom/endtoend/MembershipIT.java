package io.rowloom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowloom.stack.OnFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Three workers that keep sessions; one of them is killed or paused while it has actions open. Leases are so long that nobody could be declared dead within a test
 * because of them: what is taken over is taken over because of the session.
 */
class MembershipIT {
    /** A worker must have held its own for that long before it suspects others. The grace is what keeps leases from counting. */
    private static final String LEASE = "4s";
    private static final String GRACE = "10m";
    @RegisterExtension
    static final Cluster CLUSTER = Cluster.withWorkers().with("ROWLOOM_WORKER_SLOTS", "6").with("ROWLOOM_WORKER_LEASE", LEASE)
            .with("ROWLOOM_WORKER_RENEW_EVERY", "1s").with("ROWLOOM_WORKER_GRACE", GRACE);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int THINGS = 9;

    private final String suffix = Long.toString(System.nanoTime(), 36);
    private final List<String> workers = Stream.of("one", "two", "three").map(name -> name + "-" + suffix).toList();

    @AfterEach
    void stop() {
        workers.forEach(name -> CLUSTER.worker(name).kill());
    }

    private String thing(int number) {
        return "t" + number + "_" + suffix;
    }

    /** Each waits in its create until its gate is opened. */
    private String template() throws IOException {
        Template template = new Template();
        for (int i = 0; i < THINGS; i++) {
            template.gated(thing(i));
        }
        template.thing("last_" + suffix, IntStream.range(0, THINGS).mapToObj(this::thing).toArray(String[]::new));
        return Files.readString(Path.of(template.in(CLUSTER.directory())));
    }

    private void start(String membership) {
        workers.forEach(name -> CLUSTER.begin(name, "ROWLOOM_MEMBERSHIP_URL", membership));
        workers.forEach(name -> CLUSTER.worker(name).awaitReady());
    }

    /** Engines that see each other, and have held their leases for long enough to suspect anybody. */
    private void awaitAcquaintance() {
        await("the leases are old enough").atMost(LONGEST).until(() -> CLUSTER.rows().column(
                "SELECT id FROM engine WHERE NOT dead AND name LIKE ? AND started_at < now() - interval '" + LEASE + "'", "%" + suffix).size() == workers.size());
    }

    private Set<String> heldBy(String worker) {
        return Set.copyOf(CLUSTER.rows().column("SELECT r.name FROM resource r JOIN engine e ON e.id = r.engine_id WHERE e.name = ?", worker));
    }

    private int begun() {
        return (int) IntStream.range(0, THINGS).filter(i -> !CLUSTER.reality().begun("create", thing(i)).isEmpty()).count();
    }

    private void awaitAllBegunAgain(Set<String> things) {
        await("others began " + things + " again").atMost(LONGEST).until(() -> things.stream().allMatch(name -> CLUSTER.reality().begun("create", name).size() >= 2));
    }

    private void completes(Requester requester) {
        IntStream.range(0, THINGS).forEach(i -> CLUSTER.reality().open(thing(i)));
        await("it is created").atMost(LONGEST).until(() -> !requester.stack(suffix).inProgress());
        assertThat(CLUSTER.rows().stackState(suffix)).isEqualTo("CREATE_COMPLETE");
        assertThat(CLUSTER.reality().things().values().stream().filter(name -> name.endsWith(suffix)).toList())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(IntStream.range(0, THINGS).mapToObj(this::thing), Stream.of("last_" + suffix)).toList());
        assertThat(CLUSTER.rows().unfinished()).isEmpty();
    }

    private double counted(String metric) {
        return workers.stream().map(CLUSTER::worker).filter(WorkerProcess::alive).mapToDouble(worker -> worker.metric(metric)).sum();
    }

    @Test
    void whatAKilledWorkerBeganIsFinishedByOthersThoughItsLeaseLasts() throws IOException {
        start("postgresql:");
        awaitAcquaintance();
        try (Requester requester = CLUSTER.requester()) {
            requester.create(suffix, template(), OnFailure.STOP);
            await("all are begun").atMost(LONGEST).until(() -> begun() == THINGS);
            WorkerProcess victim = workers.stream().filter(name -> !heldBy(name).isEmpty()).map(CLUSTER::worker).findFirst().orElseThrow();
            Set<String> open = heldBy(victim.name());
            victim.kill();
            awaitAllBegunAgain(open);
            assertThat(counted("rowloom_membership_deaths_total")).isEqualTo(1);
            assertThat(counted("rowloom_engines_expired_total")).as("and nobody by its lease").isEqualTo(1);
            completes(requester);
            open.forEach(name -> assertThat(CLUSTER.reality().begun("create", name)).extracting(Reality.Call::key).as("the same call").containsOnly(
                    CLUSTER.reality().begun("create", name).getFirst().key()));
        }
    }

    @Test
    void aPausedWorkerIsMissedAndGoesOnUnderANewId() throws IOException {
        start("postgresql:");
        awaitAcquaintance();
        try (Requester requester = CLUSTER.requester()) {
            requester.create(suffix, template(), OnFailure.STOP);
            await("all are begun").atMost(LONGEST).until(() -> begun() == THINGS);
            WorkerProcess victim = workers.stream().filter(name -> !heldBy(name).isEmpty()).map(CLUSTER::worker).findFirst().orElseThrow();
            Set<String> open = heldBy(victim.name());
            List<String> before = CLUSTER.rows().engines(victim.name());
            victim.pause();
            awaitAllBegunAgain(open);
            victim.resume();
            await("it goes on").atMost(LONGEST).until(() -> CLUSTER.rows().engines(victim.name()).size() == 1 && !CLUSTER.rows().engines(victim.name()).equals(before));
            completes(requester);
            assertThat(CLUSTER.worker(victim.name()).log()).contains("declared dead by another engine");
        }
    }

    /** The sessions of all workers end at once, again and again, while the leases are renewed. */
    @Test
    void whoLosesItsSessionAndRenewsItsLeaseLivesOn() throws IOException {
        start("postgresql:");
        awaitAcquaintance();
        Set<String> before = engines();
        for (int i = 0; i < 5; i++) {
            await("all have sessions").atMost(LONGEST).until(() -> sessions() == workers.size());
            CLUSTER.rows().execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 "
                    + "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        }
        await("all have sessions").atMost(LONGEST).until(() -> sessions() == workers.size());
        assertThat(engines()).isEqualTo(before);
        assertThat(counted("rowloom_engines_expired_total")).isZero();
    }

    private long sessions() {
        return Long.parseLong(CLUSTER.rows().column("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 "
                + "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())").getFirst());
    }

    private Set<String> engines() {
        return workers.stream().flatMap(name -> CLUSTER.rows().engines(name).stream()).collect(Collectors.toSet());
    }

    @Test
    void aServiceThatIsNotThereIsWorthOneWarning() throws IOException {
        start("redis://:geheim@127.0.0.1:" + freePort());
        try (Requester requester = CLUSTER.requester()) {
            requester.create(suffix, template(), OnFailure.STOP);
            await("all are begun").atMost(LONGEST).until(() -> begun() == THINGS);
            completes(requester);
        }
        WorkerProcess worker = CLUSTER.worker(workers.getLast());
        await("it has looked often").atMost(LONGEST).until(() -> worker.metric("rowloom_membership_unknown_total") > 5);
        assertThat(worker.metric("rowloom_membership_up")).isZero();
        assertThat(worker.log().split("the membership service is of no help", -1)).as("one warning, not one per look").hasSize(2);
        assertThat(worker.log()).doesNotContain("geheim");
        assertThat(counted("rowloom_engines_expired_total")).isZero();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
