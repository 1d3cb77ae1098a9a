package io.rowloom.benchmarks.limit;

import io.rowloom.engine.EngineId;
import io.rowloom.resource.Claim;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceReason;
import io.rowloom.store.Store;
import io.rowloom.traversal.Finished;
import java.util.Optional;

/** By the engine's own verbs. */
record VerbLane(Store store, EngineId engine) implements Lane {
    @Override
    public void claim(Batch batch) {
        store.claims().claim(batch.stack(), engine, batch.steps().stream().map(step -> new ClaimIntent(step.no(), 0, step.node(), ResourceAction.CREATE, true, step.wanted().args(), step.wanted().requires(),
                Optional.of(step.wanted().definition()), step.wanted().deletionPolicy(), Optional.empty(), false)).toList());
    }

    @Override
    public void finish(Batch batch) {
        store.finishes().finish(batch.stack().id(), batch.stack().traversal(), batch.steps().stream().map(step -> new Finished(new Claim(batch.stack().id(), step.no(), engine, 1), Optional.of(step.physicalId()),
                Optional.of(step.outputs()), Optional.of(step.wanted().inputHash()), ResourceReason.DONE)).toList());
    }

    @Override
    public void close() {
        // the store is not its own
    }
}
