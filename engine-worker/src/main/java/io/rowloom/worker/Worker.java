package io.rowloom.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.rowloom.engine.EngineId;
import io.rowloom.engine.EngineInfo;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.store.Hint;
import io.rowloom.store.Hints;
import io.rowloom.store.Store;
import io.rowloom.store.StoreUnavailableException;
import io.rowloom.value.Fingerprint;
import io.rowloom.worker.EngineContext.Shared;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker process's engine: keeps one {@link Engine} running until it is drained, and starts a new one under a new id when the old one was declared dead.
 * Thread-safe.
 */
public final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration WATCH = Duration.ofMillis(100);
    private static final Duration BEFORE_RESTART = Duration.ofSeconds(1);

    private final WorkerConfig config;
    private final Shared shared;
    private final String host;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Hints.Subscription hints;
    private volatile Engine engine;
    private volatile boolean draining;

    private Worker(WorkerConfig config, Shared shared, String host) {
        this.config = config;
        this.shared = shared;
        this.host = host;
        this.engine = startEngine();
        this.hints = shared.store().hints().listen(new Hearing());
        Meters meters = shared.meters();
        meters.gauge("rowloom.actions.running", "Calls of resource types under way", () -> engine.inFlight());
        meters.gauge("rowloom.lease.margin.seconds", "Time left until this engine may not begin anything", () -> engine.leaseMargin().toMillis() / 1000.0);
        shared.gate().ifPresent(gate -> meters.gauge("rowloom.lock.trusted", "1: the lock service is asked before claims; 0: it is of no help",
                () -> gate.trusted() ? 1 : 0));
        shared.members().ifPresent(members -> meters.gauge("rowloom.membership.up", "1: the membership service tells who is there, and knows this worker; 0: not so",
                () -> members.health().up() ? 1 : 0));
        shared.tasks().start("worker-watch", this::watch);
    }

    /**
     * Starts working on real time.
     *
     * @param fingerprint the same for all workers of a database
     * @throws StoreUnavailableException when the database cannot be reached for the registration
     */
    public static Worker start(WorkerConfig config, Store store, ResourceTypes types, Fingerprint fingerprint, MeterRegistry meters) {
        return start(config, Services.NONE, store, types, fingerprint, meters);
    }

    public static Worker start(WorkerConfig config, Services services, Store store, ResourceTypes types, Fingerprint fingerprint, MeterRegistry meters) {
        return start(config, services, store, types, fingerprint, meters, new VirtualThreadTasks(), new SecureRandom(), hostName());
    }

    /**
     * Starts working on any time, for simulations.
     *
     * @param random where engine ids come from
     */
    public static Worker start(WorkerConfig config, Services services, Store store, ResourceTypes types, Fingerprint fingerprint, MeterRegistry registry,
            Tasks tasks, RandomGenerator random, String host) {
        Meters meters = new Meters(registry);
        Optional<ClaimGate> gate = services.locking().map(given -> new ClaimGate(given, tasks, meters.ofLocks(), new UUID(random.nextLong(), random.nextLong())));
        gate.ifPresent(ClaimGate::open);
        return new Worker(config, new Shared(store, types, new Blueprints(store.targets(), types, fingerprint), fingerprint, tasks, meters, random, gate,
                services.watching().map(watching -> Members.of(watching, tasks, meters))), host);
    }

    private Engine startEngine() {
        UUID id = new UUID(shared.random().nextLong() & ~0xF000L | 0x4000L, shared.random().nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
        return Engine.start(new EngineInfo(new EngineId(id), config.name(), host, ProcessHandle.current().pid(), config.slots()), config, shared);
    }

    private void watch() {
        try {
            while (!draining) {
                shared.tasks().pause(WATCH);
                if (engine.lost() && !draining) {
                    restart();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void restart() throws InterruptedException {
        try {
            engine.leave();
            engine = startEngine();
        } catch (StoreUnavailableException e) {
            LOG.warn("cannot register again yet: {}", e.getMessage());
            shared.tasks().pause(BEFORE_RESTART);
        } catch (RuntimeException | Error e) {
            if (shared.tasks().ends(e)) {
                throw e;
            }
            LOG.error("unexpected error while starting over; it will be tried again", e);
            shared.tasks().pause(BEFORE_RESTART);
        }
    }

    /** Hints for whichever engine there is. */
    private final class Hearing implements Hints.Listener {
        @Override
        public void work(Hint hint) {
            engine.wake(hint);
        }

        @Override
        public void renew(EngineId missed) {
            if (missed.equals(engine.id())) {
                engine.renew();
            }
        }

        @Override
        public void missedSome() {
            engine.renew();
        }
    }

    /** Whether it can work: the lease is held. False during an outage of the database that lasts longer than the lease. */
    public boolean healthy() {
        return !draining && engine.healthy();
    }

    public EngineId engineId() {
        return engine.id();
    }

    /** Takes nothing new, finishes or hands back what runs, signs off. Returns when that is done, at the latest after the drain time-out and one outage. */
    public void drain() throws InterruptedException {
        draining = true;
        try {
            engine.drain();
        } catch (StoreUnavailableException e) {
            LOG.warn("could not sign off, the lease will run out: {}", e.getMessage());
        } finally {
            hints.close();
            ended.countDown();
        }
    }

    /** Waits until the worker was drained. */
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }
}
