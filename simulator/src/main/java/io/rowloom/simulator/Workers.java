package io.rowloom.simulator;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rowloom.lock.LockScope;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.store.Store;
import io.rowloom.store.StoreUnavailableException;
import io.rowloom.value.Fingerprint;
import io.rowloom.worker.Retention;
import io.rowloom.worker.ClaimOrder;
import io.rowloom.worker.Locking;
import io.rowloom.worker.RetryPolicy;
import io.rowloom.worker.Services;
import io.rowloom.worker.Watching;
import io.rowloom.worker.Worker;
import io.rowloom.worker.WorkerConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The worker processes of a world. Their settings are those of a real one, with short times. */
final class Workers {
    static final Duration KEEP_TOMBSTONES = Duration.ofMinutes(1);
    static final String FIRST = "worker-1";
    static final int RETRIES = 3;
    private static final Duration ANSWER = Duration.ofMillis(400);
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private static final class Simulated {
        private final Steps.Process process;
        private final MeterRegistry meters = new SimpleMeterRegistry();
        private Optional<Worker> worker = Optional.empty();
        private boolean draining;

        Simulated(String name) {
            process = new Steps.Process(name);
        }
    }

    private final Steps steps;
    private final Store store;
    private final ResourceTypes types;
    private final RandomGenerator random;
    private final SimulatedLocks locks;
    private final SimulatedMembership membership;
    private final List<Simulated> all = new ArrayList<>();
    private Optional<LockScope> scope = Optional.empty();
    private boolean watching;
    private ClaimOrder claimOrder = ClaimOrder.RANDOM;

    Workers(Steps steps, Store store, ResourceTypes types, RandomGenerator random) {
        this.steps = steps;
        this.locks = new SimulatedLocks(steps);
        this.membership = new SimulatedMembership(steps, random);
        this.store = store;
        this.types = types;
        this.random = random;
    }

    /** Workers that are started from now on ask the lock service before they claim. */
    void locking(LockScope by) {
        scope = Optional.of(by);
    }

    /** Workers that are started from now on keep sessions. */
    void watching() {
        watching = true;
    }

    SimulatedMembership membership() {
        return membership;
    }

    /** Of workers that are started from now on. */
    void claimOrder(ClaimOrder order) {
        claimOrder = order;
    }

    SimulatedLocks locks() {
        return locks;
    }

    void start() {
        Simulated started = new Simulated("worker-" + (all.size() + 1));
        all.add(started);
        steps.start("main", started.process, () -> started.worker = Optional.of(startUntilItWorks(started)));
    }

    /** As a service supervisor would do. */
    private Worker startUntilItWorks(Simulated started) {
        while (true) {
            try {
                return Worker.start(config(started.process.name), new Services(locking(started.process), watching(started.process)), store, types, Fingerprint.unkeyed(), started.meters,
                        new SimulatedTasks(steps, started.process), random, "sim");
            } catch (StoreUnavailableException _) {
                steps.sleep(Duration.ofSeconds(1));
            }
        }
    }

    private Optional<Locking> locking(Steps.Process process) {
        return scope.map(by -> new Locking(locks.of(process), by, PATIENCE));
    }

    private Optional<Watching> watching(Steps.Process process) {
        return watching ? Optional.of(new Watching(membership.of(process), SimulatedMembership.SESSION, ANSWER, Watching.USUAL_EVERY)) : Optional.empty();
    }

    private WorkerConfig config(String name) {
        return new WorkerConfig(name, 4, Duration.ofSeconds(6), Duration.ofMillis(1500), Duration.ofSeconds(1), Duration.ofMillis(500),
                Duration.ofSeconds(5), new RetryPolicy(RETRIES, Duration.ofMillis(500), Duration.ofSeconds(5)), 8,
                Retention.standard().withTombstones(KEEP_TOMBSTONES), claimOrder);
    }

    void kill(String name) {
        steps.kill(named(name).process);
    }

    void pause(String name, Duration time) {
        steps.pause(named(name).process, time);
    }

    /** Begins to drain it, as on SIGTERM; then its process ends. */
    void drain(String name) {
        Simulated drained = named(name);
        drained.draining = true;
        steps.start("drain", drained.process, () -> {
            try {
                if (drained.worker.isPresent()) {
                    drained.worker.get().drain();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            steps.kill(drained.process);
        });
    }

    private Simulated named(String name) {
        return all.stream().filter(w -> w.process.name.equals(name)).findAny().orElseThrow(() -> new IllegalArgumentException("there is no " + name));
    }

    /** Those that were neither killed nor told to end. */
    List<String> live() {
        return all.stream().filter(w -> !w.process.dead() && !w.draining).map(w -> w.process.name).toList();
    }

    /** What all workers, dead ones included, counted under a name. */
    int counted(String meter) {
        return (int) all.stream().flatMap(w -> Optional.ofNullable(w.meters.find(meter).counter()).stream()).mapToDouble(Counter::count).sum();
    }
}
