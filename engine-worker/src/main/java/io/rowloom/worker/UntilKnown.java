package io.rowloom.worker;

import io.rowloom.resource.ClaimedAction;
import io.rowloom.store.StoreUnavailableException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes an outcome until the database has answered. The guards make that safe: a write that was committed although its answer was lost matches nothing
 * the second time. When the lease is lost for good, somebody else has the action, and the outcome is dropped.
 */
final class UntilKnown {
    private static final Logger LOG = LoggerFactory.getLogger(UntilKnown.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
    private final EngineContext context;

    UntilKnown(EngineContext context) {
        this.context = context;
    }

    void run(ClaimedAction action, Runnable write) {
        boolean known = false;
        try {
            known = known(action, write);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            if (known) {
                context.inFlight().leave(action.claim());
            } else {
                context.inFlight().leaveInDoubt(action.claim());
            }
            context.wakeups().slotFree();
        }
    }

    private boolean known(ClaimedAction action, Runnable write) throws InterruptedException {
        while (!context.lease().lost()) {
            if (tried(action, write)) {
                return true;
            }
            context.tasks().pause(BETWEEN_TRIES);
        }
        return false;
    }

    private boolean tried(ClaimedAction action, Runnable write) {
        try {
            write.run();
            return true;
        } catch (StoreUnavailableException e) {
            context.meters().storeOutages.increment();
            ActionLog.at(LOG, Level.WARN, action).log("the outcome cannot be recorded yet: {}", e.getMessage());
            return false;
        }
    }
}
