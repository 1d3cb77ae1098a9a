package io.rowloom.worker;

import io.rowloom.engine.EngineId;
import io.rowloom.engine.Sighting;
import io.rowloom.engine.Verdict;
import io.rowloom.engine.Watch;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for the sessions of the other engines, so that one that is gone is missed soon. What to think of what it sees is {@link Watch}'s; that nobody dies of
 * it who renews its lease is the guard of {@link io.rowloom.engine.Engines#declareDead}.
 *
 * <p>While all sessions are there, this does nothing with the store.
 */
final class SessionWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SessionWatch.class);

    private final EngineContext context;
    private final Members members;
    private Watch watch;
    /** Until then this engine itself may be missed by others. */
    private Duration missedUntil = Duration.ZERO;

    SessionWatch(EngineContext context, Members members) {
        this.context = context;
        this.members = members;
        this.watch = Watch.begin(new Watch.Rules(members.watching().answer()));
    }

    void turn() throws InterruptedException {
        try {
            look();
        } catch (RuntimeException | Error e) {
            watch = watch.forget(); // nobody knows what the others could do meanwhile
            throw e;
        }
        context.tasks().pause(untilNext());
    }

    private Duration untilNext() {
        Duration every = members.watching().every();
        Duration next = watch.nextIn(context.tasks().elapsed()).orElse(every);
        return next.isNegative() ? Duration.ZERO : next.compareTo(every) < 0 ? next : every;
    }

    private void look() {
        if (!context.lease().pulse()) {
            context.lease().askToRenew(); // it stood still: perhaps it is dead
        }
        Sighting sighting = members.look(context.id(), watch, context.share().members());
        boolean self = sighting instanceof Sighting.Seen(var seen) && seen.contains(context.id());
        members.health().learn(sighting, self);
        stayAlive(self);
        if (context.lease().heldFor(context.config().lease())) {
            watch = watch.saw(context.id(), sighting);
            examine();
        } else {
            watch = watch.forget(); // right after an outage of the database the others need the time to renew their leases
        }
    }

    /**
     * Who does not see its own session may be missed by others, and renews at each look, in case that their question does not arrive. For the time of a lease:
     * by then they have seen that it lives without a session.
     */
    private void stayAlive(boolean seen) {
        Duration now = context.tasks().elapsed();
        if (seen) {
            missedUntil = now.plus(context.config().lease());
        } else if (now.compareTo(missedUntil) < 0) {
            context.lease().askToRenew();
        }
    }

    private void examine() {
        var suspects = watch.suspects();
        if (!suspects.isEmpty()) {
            var leases = context.store().engines().leases(suspects);
            Watch.Next next = watch.read(leases, context.tasks().elapsed());
            watch = next.watch();
            members.health().answered((int) leases.keySet().stream().filter(engine -> !watch.standings().containsKey(engine)).count());
            next.steps().forEach(this::take);
        }
    }

    private void take(Watch.Step step) {
        switch (step) {
            case Watch.Step.Ask(var engine, boolean first) -> {
                if (first) {
                    members.health().suspected();
                    LOG.atInfo().addKeyValue("engine", context.id()).log("the session of engine {} is gone: asked it to renew its lease", engine);
                }
                context.store().hints().askToRenew(engine);
            }
            case Watch.Step.Declare declare -> take(declare);
        }
    }

    private void take(Watch.Step.Declare declare) {
        EngineId engine = declare.engine();
        switch (context.store().engines().declareDead(engine, declare.lease())) {
            case Verdict.Declared() -> {
                watch = watch.without(engine);
                context.meters().enginesExpired.increment();
                members.health().died();
                LOG.atWarn().addKeyValue("engine", context.id()).log("engine {} has no session and did not renew its lease when asked to: declared dead", engine);
                Orphans.adoptAll(context);
            }
            case Verdict.Gone() -> watch = watch.without(engine);
            case Verdict.Renewed() -> LOG.atDebug().addKeyValue("engine", context.id()).log("engine {} renewed its lease just in time", engine);
        }
    }
}
