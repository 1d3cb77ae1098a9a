package io.rowloom.worker;

import io.rowloom.engine.Renewal;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews the engine's lease, and learns from it which other engines there are. */
final class LeaseKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private final EngineContext context;

    LeaseKeeper(EngineContext context) {
        this.context = context;
    }

    void turn() throws InterruptedException {
        Duration sentAt = context.tasks().elapsed();
        switch (context.store().engines().renew(context.id(), context.config().lease())) {
            case Renewal.Renewed(var taking) -> {
                context.lease().renewed(sentAt, context.config().lease());
                context.share().among(taking);
            }
            case Renewal.Dead() -> {
                LOG.atError().addKeyValue("engine", context.id()).log("declared dead by another engine: dropping everything, starting over under a new id");
                context.lease().lose();
                context.inFlight().cancelAll();
            }
        }
        context.lease().awaitRenewal(context.config().renewEvery());
    }
}
