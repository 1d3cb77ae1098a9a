package io.rowloom.worker;

import io.rowloom.store.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one part of an engine again and again until the engine ends. This is where an outage of the database ends up: the part waits a moment and starts
 * over from the rows. A bug does not stop the engine either, nor does an error of the JVM; it is logged with its stack trace.
 */
final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration AFTER_TROUBLE = Duration.ofMillis(500);

    /** One round of the part. */
    interface Turn {
        void run() throws InterruptedException;
    }

    private Loop() {}

    /** Returns when {@code stop} is set or the lease is lost for good. */
    static void until(AtomicBoolean stop, EngineContext context, String name, Turn turn) {
        while (!stop.get() && !context.lease().lost()) {
            try {
                attempt(context, name, turn);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void attempt(EngineContext context, String name, Turn turn) throws InterruptedException {
        try {
            turn.run();
        } catch (StoreUnavailableException e) {
            context.meters().storeOutages.increment();
            LOG.atWarn().addKeyValue("engine", context.id()).addKeyValue("part", name).log("the database cannot be reached: {}", e.getMessage());
            context.tasks().pause(AFTER_TROUBLE);
        } catch (RuntimeException | Error e) {
            if (context.tasks().ends(e)) {
                throw e;
            }
            LOG.atError().addKeyValue("engine", context.id()).addKeyValue("part", name).setCause(e).log("unexpected error; this part starts over");
            context.tasks().pause(AFTER_TROUBLE);
        }
    }
}
