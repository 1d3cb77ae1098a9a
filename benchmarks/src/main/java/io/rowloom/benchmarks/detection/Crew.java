package io.rowloom.benchmarks.detection;

import io.rowloom.benchmarks.ground.Ground;
import io.rowloom.benchmarks.locks.LockServers;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.stack.NewStack;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.StackId;
import io.rowloom.stack.SubmitResult;
import io.rowloom.store.Hint;
import io.rowloom.template.TemplateInput;
import io.rowloom.template.TemplateSource;
import io.rowloom.template.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Three workers with one kind of membership. Again and again one of the two younger ones is struck while it has actions open, and replaced; the oldest stays,
 * so that there is always one that has held its lease for long enough to miss others.
 */
final class Crew implements AutoCloseable {
    private static final int WORKERS = 3;
    /** Each worker has room for so many: never all, and two have more room than there is. */
    private static final int SLOTS = 5;
    private static final int RESOURCES = 7;
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(2);
    private static final Duration LEASE = Duration.ofSeconds(6);
    /** For which those that stay are watched after a fault: whether one of them is declared dead. */
    private static final int RENEWAL_MILLIS = 1_500;

    private final Ground ground;
    private final LockServers servers;
    private final Arm arm;
    private final Map<String, String> settings;
    private final Eyes eyes;
    private final Path gates = Files.createTempDirectory("rowloom-bench-");
    private final ResourceTypes types = ResourceTypes.load(Crew.class.getClassLoader());
    private final SecureRandom random = new SecureRandom();
    private final List<Hand> hands = new ArrayList<>();

    /** Empties the database and starts the workers. Returns when each may be missed by the oldest. */
    Crew(Ground ground, LockServers servers, Arm arm, Map<String, String> settings) throws SQLException, IOException, InterruptedException {
        this.ground = ground;
        this.servers = servers;
        this.arm = arm;
        this.settings = new TreeMap<>(settings);
        this.settings.put("ROWLOOM_WORKER_SLOTS", Integer.toString(SLOTS));
        ground.empty();
        this.eyes = new Eyes(ground.connect());
        try {
            fill();
            Thread.sleep(LEASE.plusSeconds(1));
        } catch (SQLException | IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void fill() throws SQLException, IOException, InterruptedException {
        while (hands.size() < WORKERS) {
            hands.add(new Hand(ground, servers, arm, settings));
        }
        await("the workers did not start", START, () -> pids().containsAll(hands.stream().map(Hand::pid).toList()));
        Thread.sleep(Duration.ofSeconds(1)); // so that the oldest has learnt of the youngest with a renewal, and seen its session
        Thread.sleep(random.nextInt(RENEWAL_MILLIS)); // and faults come at any time between two renewals
    }

    private List<Long> pids() throws SQLException {
        return eyes.holders(new UUID(0, 0)).keySet().stream().map(Eyes.Engine::pid).toList();
    }

    private interface Condition {
        boolean holds() throws SQLException, IOException;
    }

    private void await(String otherwise, Duration atMost, Condition condition) throws SQLException, IOException, InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(otherwise + " within " + atMost.toSeconds() + " s");
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    /** Strikes a worker, and lets another one take its place. */
    Measurement measure(Fault fault, int round) throws SQLException, IOException, InterruptedException {
        fill();
        Path gate = gates.resolve(UUID.randomUUID().toString());
        UUID stack = create(gate);
        await("the workload was not claimed", LONGEST, () -> eyes.holders(stack).values().stream().mapToInt(n -> n).sum() == RESOURCES);
        Map<Eyes.Engine, Integer> before = eyes.holders(stack);
        Hand victim = hands.subList(1, WORKERS).stream().max(Comparator.comparingInt(hand -> before.getOrDefault(engine(before, hand), 0))).orElseThrow();
        UUID engine = engine(before, victim).id();
        Integer[] held = eyes.heldBy(stack, engine);
        long struck = System.nanoTime();
        victim.strike(fault);
        double dead = Double.NaN;
        double resumed = Double.NaN;
        while (Double.isNaN(dead) || Double.isNaN(resumed)) {
            Eyes.Standing standing = eyes.standing(stack, engine, held);
            double now = (System.nanoTime() - struck) / 1e6;
            dead = Double.isNaN(dead) && standing.dead() ? now : dead;
            resumed = Double.isNaN(resumed) && standing.resumed() ? now : resumed;
            if (now > LONGEST.toMillis()) {
                throw new IllegalStateException("nobody missed the worker within " + LONGEST.toSeconds() + " s");
            }
            Thread.sleep(LOOK_EVERY);
        }
        int wrong = (int) before.keySet().stream().filter(other -> !other.id().equals(engine)).count() - stillThere(stack, before, engine);
        hands.remove(victim);
        victim.close();
        Files.createFile(gate);
        await("the workload did not end", LONGEST, () -> eyes.complete(stack));
        return new Measurement(arm.label(), fault.label(), round, dead, resumed, held.length, wrong);
    }

    private int stillThere(UUID stack, Map<Eyes.Engine, Integer> before, UUID victim) throws SQLException {
        var live = eyes.holders(stack).keySet();
        return (int) before.keySet().stream().filter(other -> !other.id().equals(victim)).filter(live::contains).count();
    }

    private static Eyes.Engine engine(Map<Eyes.Engine, Integer> engines, Hand hand) {
        return engines.keySet().stream().filter(each -> each.pid() == hand.pid()).findFirst()
                .orElseThrow(() -> new IllegalStateException("worker " + hand.pid() + " has no engine"));
    }

    private UUID create(Path gate) {
        String resources = IntStream.range(0, RESOURCES).mapToObj(i -> "r" + i + ": {type: '" + GateType.NAME + "', properties: {file: '" + gate + "'}}")
                .collect(Collectors.joining(", "));
        String template = "heat_template_version: 2021-04-16\nresources: {" + resources + "}";
        StackId id = StackId.create(Clock.systemUTC(), random);
        SubmitResult result = ground.store().stacks().create(new NewStack(id, "benchmark", "s" + id, UUID.randomUUID(),
                Templates.accept(TemplateInput.of(new TemplateSource("t", template)), types), OnFailure.STOP, Optional.empty()));
        if (!(result instanceof SubmitResult.Accepted)) {
            throw new IllegalStateException("the request was not accepted: " + result);
        }
        ground.store().hints().announce(Hint.REQUESTS);
        return id.value();
    }

    @Override
    public void close() throws SQLException, IOException {
        for (Hand hand : hands) {
            hand.close();
        }
        hands.clear();
        eyes.close();
        try (var all = Files.walk(gates)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
