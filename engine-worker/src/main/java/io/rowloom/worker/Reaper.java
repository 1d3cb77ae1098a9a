package io.rowloom.worker;

import io.rowloom.engine.EngineId;
import io.rowloom.engine.Swept;
import io.rowloom.stack.StackId;
import io.rowloom.store.Hint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sweeps that need no request: engines that died, claims nobody holds any more, deadlines, drift policies, rows whose time is over. Every engine does them
 * all; each is a guarded write, so doing one twice does nothing.
 */
final class Reaper {
    private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);
    private static final int SOMETIMES = 5;
    private static final int RARELY = 60;
    /** A few milliseconds of the database. */
    private static final int ROWS_SWEPT = 1_000;
    private static final int BATCH = 1_000;
    private static final int MOST_BATCHES = 20;
    private static final Duration QUIET = Duration.ofMinutes(1);
    /** Longer than it may take from storing a target to the request that names it. */
    private static final Duration TARGET_UNUSED = Duration.ofHours(2);

    private final EngineContext context;
    private final DriftLooks driftLooks;
    private final Orphans orphans;
    private final Audit audit;
    private int turns;
    private Optional<Swept.Place> tombstones = Optional.empty();

    Reaper(EngineContext context) {
        this.context = context;
        this.driftLooks = new DriftLooks(context);
        this.orphans = new Orphans(context);
        this.audit = new Audit(context, ROWS_SWEPT);
    }

    void turn() throws InterruptedException {
        expireEngines();
        orphans.adopt();
        audit.turn();
        enforceDeadlines();
        turns++;
        if (turns % SOMETIMES == 0) {
            driftLooks.take();
        }
        if (turns % (RARELY * Math.max(1, context.share().members().size())) == 0) {
            tidy();
        }
        context.tasks().pause(context.config().renewEvery());
    }

    /** Not right after an outage of the database: all leases ran out in it, and the others need the time to renew theirs. */
    private void expireEngines() {
        if (!context.lease().heldFor(context.config().lease())) {
            return;
        }
        for (EngineId dead : context.store().engines().expire(context.config().grace())) {
            context.meters().enginesExpired.increment();
            LOG.atWarn().addKeyValue("engine", context.id()).log("engine {} did not renew its lease: declared dead", dead);
        }
    }

    private void enforceDeadlines() {
        List<StackId> late = context.store().stacks().enforceDeadlines();
        if (!late.isEmpty()) {
            LOG.atWarn().addKeyValue("engine", context.id()).log("deadline over: {}", late);
            context.wakeups().everything();
            context.store().hints().announce(Hint.ANYTHING);
        }
    }

    private void tidy() {
        context.store().stacks().settle(QUIET);
        Retention keep = context.config().retention();
        purgeTombstones(keep.tombstones());
        context.store().snapshots().purge();
        context.store().driftPolicies().purge();
        inBatches(() -> context.store().events().purge(keep.events(), BATCH));
        inBatches(() -> context.store().stacks().purge(keep.deletedStacks(), BATCH));
        context.store().targets().purge(TARGET_UNUSED);
        context.store().engines().bury();
    }

    /** From where it ended the last time: what this costs does not grow with the stacks. */
    private void purgeTombstones(Duration keepFor) {
        for (int i = 0; i < MOST_BATCHES; i++) {
            tombstones = context.store().resources().purge(keepFor, tombstones, BATCH).next();
            if (tombstones.isEmpty()) {
                return;
            }
        }
    }

    /** Until a batch is not full. What is left after many comes later: the sweeps that others wait for come first. */
    private static void inBatches(IntSupplier batch) {
        for (int i = 0; i < MOST_BATCHES && batch.getAsInt() >= BATCH; i++) {}
    }
}
