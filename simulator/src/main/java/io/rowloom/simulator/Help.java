package io.rowloom.simulator;

import com.fasterxml.jackson.databind.node.NullNode;
import io.rowloom.memory.Rows;
import io.rowloom.resource.Phase;
import io.rowloom.resource.ResourceView;
import io.rowloom.store.Hint;
import io.rowloom.store.Store;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Users who clear every hook that something waits for, and send every signal. */
record Help(Store store, RandomGenerator random) {
    boolean needed(Rows rows) {
        return rows.stacks().values().stream().anyMatch(stack -> stack.resources().values().stream().map(Rows.Resource::view)
                .anyMatch(row -> row.heldBy().isPresent() && stack.stack().inProgress() || waitsForSignals(row)));
    }

    void give(Rows rows) {
        for (Rows.OfStack stack : rows.stacks().values()) {
            for (Rows.Resource resource : stack.resources().values()) {
                ResourceView row = resource.view();
                row.heldBy().ifPresent(hook -> store.interventions().clear(stack.stack().id(), row.name(), hook));
                if (waitsForSignals(row)) {
                    store.interventions().signal(stack.stack().id(), row.name(), new UUID(random.nextLong(), random.nextLong()), NullNode.instance);
                }
            }
        }
        store.hints().announce(Hint.ANYTHING);
    }

    private static boolean waitsForSignals(ResourceView row) {
        return row.type().equals(ThingType.AWAITING) && row.phase().equals(Optional.of(Phase.WAIT)) && row.engine().isEmpty();
    }
}
