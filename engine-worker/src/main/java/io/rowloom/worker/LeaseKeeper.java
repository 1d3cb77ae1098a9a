package io.rowloom.worker;

import io.rowloom.engine.Renewal;
import io.rowloom.resource.Spread;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews the engine's lease, and learns from it how many engines there are. */
final class LeaseKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private final EngineContext context;
    private volatile Spread spread = Spread.ALL;

    LeaseKeeper(EngineContext context) {
        this.context = context;
    }

    /** This engine's share of the work to look at first. */
    Spread spread() {
        return spread;
    }

    void turn() throws InterruptedException {
        Duration sentAt = context.tasks().elapsed();
        switch (context.store().engines().renew(context.id(), context.config().lease())) {
            case Renewal.Renewed(var rank, var engines) -> {
                context.lease().renewed(sentAt, context.config().lease());
                spread = rank < 0 ? Spread.ALL : new Spread(engines, rank);
            }
            case Renewal.Dead() -> {
                LOG.atError().addKeyValue("engine", context.id()).log("declared dead by another engine: dropping everything, starting over under a new id");
                context.lease().lose();
                context.inFlight().cancelAll();
            }
        }
        context.tasks().pause(context.config().renewEvery());
    }
}
