package io.rowloom.worker;

import io.rowloom.engine.EngineId;
import io.rowloom.engine.EngineInfo;
import io.rowloom.store.Hint;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One engine: an id with a lease, and the loops that work under it. It ends when it is drained, or when it finds itself declared dead; then everything it
 * knew is dropped, and whoever wants to go on starts another one.
 */
public final class Engine {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration CHECK_DRAINED = Duration.ofMillis(20);

    private final EngineContext context;
    private final AtomicBoolean stopTaking = new AtomicBoolean();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicInteger running = new AtomicInteger();
    private final LeaseKeeper leaseKeeper;

    private Engine(EngineContext context) {
        this.context = context;
        this.leaseKeeper = new LeaseKeeper(context);
    }

    /** Registers an engine and starts its loops. */
    static Engine start(EngineInfo info, WorkerConfig config, EngineContext.Shared shared) {
        Tasks tasks = shared.tasks();
        LeaseClock lease = new LeaseClock(tasks, shared.members().map(Members::standstill));
        Engine engine = new Engine(new EngineContext(info.id(), config, shared, lease, new InFlight(), new Wakeups(tasks), new Share(info.id(), config.claimOrder())));
        Duration sentAt = tasks.elapsed();
        shared.store().engines().register(info, config.lease());
        lease.renewed(sentAt, config.lease());
        shared.members().ifPresent(members -> members.join(info.id()));
        engine.startLoops();
        LOG.atInfo().addKeyValue("engine", info.id()).log("engine {} started with {} slots", info.name(), config.slots());
        return engine;
    }

    private void startLoops() {
        WriteQueue<Success> successes = new WriteQueue<>(context, Finisher.STACKS_TOGETHER);
        Replacer replacer = new Replacer(context);
        Parker parker = new Parker(context);
        Outcomes outcomes = new Outcomes(context, successes, replacer, parker);
        Claimer claimer = new Claimer(context, new ActionRunner(context, outcomes));
        Appraisal appraisal = new Appraisal(context.store(), context.shared().blueprints(), context.shared().types(), context.shared().fingerprint());
        Backlog backlog = new Backlog(context.tasks(), context.config().pollEvery(), context.config().slots());
        Planner planner = new Planner(context, backlog);
        WorkFinder finder = new WorkFinder(context, claimer, outcomes, appraisal, backlog);
        Finisher finisher = new Finisher(context, successes, new Successors(context, appraisal, backlog, () -> !stopTaking.get()), claimer);
        loop("lease", stop, leaseKeeper::turn);
        loop("planner", stopTaking, planner::turn);
        loop("finder", stopTaking, finder::turn);
        loop("finisher", stop, finisher::turn);
        loop("replacer", stop, replacer::turn);
        loop("parker", stop, parker::turn);
        loop("reaper", stopTaking, new Reaper(context)::turn);
        context.shared().members().ifPresent(members -> loop("sessions", stop, new SessionWatch(context, members)::turn));
    }

    private void loop(String name, AtomicBoolean until, Loop.Turn turn) {
        running.incrementAndGet();
        context.tasks().startLasting("engine-" + name, () -> {
            try {
                Loop.until(until, context, name, turn);
            } finally {
                running.decrementAndGet();
            }
        });
    }

    EngineId id() {
        return context.id();
    }

    int inFlight() {
        return context.inFlight().size();
    }

    Duration leaseMargin() {
        return context.lease().margin();
    }

    /** Whether the lease is held and the loops run. */
    boolean healthy() {
        return context.lease().held() && running.get() > 0;
    }

    /** Declared dead: every loop ends by itself. */
    boolean lost() {
        return context.lease().lost();
    }

    /** There may be something to do. */
    void wake(Hint hint) {
        switch (hint) {
            case REQUESTS -> context.wakeups().plan();
            case NODES -> context.scan();
            case ANYTHING -> context.wakeups().everything();
        }
    }

    /** Somebody misses this engine, or may do so. Without sessions nobody does. */
    void renew() {
        if (context.shared().members().isPresent()) {
            context.lease().askToRenew();
        }
    }

    /** Its session ends; the lease is another matter. */
    void leave() {
        context.shared().members().ifPresent(members -> members.leave(context.id()));
    }

    /** Takes nothing new, lets running calls end within the time-out, hands the others back, and signs off. */
    void drain() throws InterruptedException {
        stopTaking.set(true);
        context.wakeups().everything();
        context.store().engines().stopping(context.id());
        Duration deadline = context.tasks().elapsed().plus(context.config().drainTimeout());
        while (context.inFlight().size() > 0 && !lost() && context.tasks().elapsed().compareTo(deadline) < 0) {
            context.tasks().pause(CHECK_DRAINED);
        }
        handBack();
        stop.set(true);
        context.store().engines().leave(context.id());
        leave();
        LOG.atInfo().addKeyValue("engine", context.id()).log("engine {} stopped", context.config().name());
    }

    /** Actions that still run here are free for others at once; what comes of the calls is refused by the fence. */
    private void handBack() {
        var claims = context.inFlight().snapshot();
        if (!claims.isEmpty()) {
            context.inFlight().cancelAll();
            int back = context.store().engines().takeOver(context.store().engines().held(claims));
            LOG.atWarn().addKeyValue("engine", context.id()).log("{} actions did not end in time and were handed back", back);
            context.store().hints().announce(Hint.ANYTHING);
        }
    }
}
