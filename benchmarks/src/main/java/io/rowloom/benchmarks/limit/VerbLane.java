package io.rowloom.benchmarks.limit;

import io.rowloom.engine.EngineId;
import io.rowloom.resource.Claim;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceReason;
import io.rowloom.resource.Wanted;
import io.rowloom.store.Store;
import io.rowloom.traversal.Finished;
import java.util.Optional;

/** By the engine's own verbs. */
record VerbLane(Store store, EngineId engine) implements Lane {
    @Override
    public void claim(Batch batch) {
        store.claims().claim(batch.stack(), engine, batch.steps().stream().map(VerbLane::intent).toList());
    }

    private static ClaimIntent intent(Step step) {
        Wanted wanted = step.wanted();
        return new ClaimIntent(step.no(), 0, step.node(), ResourceAction.CREATE, true, wanted.args(), wanted.requires(), Optional.of(wanted.definition()), wanted.deletionPolicy(),
                Optional.empty(), false);
    }

    @Override
    public void finish(Batch batch) {
        store.finishes().finish(batch.stack().id(), batch.stack().traversal(), batch.steps().stream().map(step -> finished(batch, step)).toList());
    }

    private Finished finished(Batch batch, Step step) {
        return new Finished(new Claim(batch.stack().id(), step.no(), engine, 1), Optional.of(step.physicalId()), Optional.of(step.outputs()),
                Optional.of(step.wanted().inputHash()), ResourceReason.DONE);
    }

    @Override
    public void close() {
        // the store is not its own
    }
}
