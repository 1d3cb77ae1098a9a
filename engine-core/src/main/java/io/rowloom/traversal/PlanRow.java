package io.rowloom.traversal;

import io.rowloom.engine.EngineId;
import io.rowloom.resource.ResourceAction;
import io.rowloom.stack.Status;
import io.rowloom.template.ReplacementOrder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What planning reads of a resource row.
 *
 * @param holder the engine that has it claimed
 * @param open an action is begun and not ended
 * @param dirty an earlier plan left something to do
 * @param replacement as the last plan that visited it said
 * @param external what it stands for is not the stack's
 */
public record PlanRow(
        int no, String name, String type, boolean current, long version, Optional<EngineId> holder, boolean open, ResourceAction action, Status status,
        Optional<String> definitionHash, boolean dirty, List<Integer> requires, OptionalInt replaces, OptionalInt replacedBy,
        ReplacementOrder replacement, Optional<String> physicalId, boolean external) {

    /** Whether something may come of it yet that is there. */
    boolean makes() {
        return open && action != ResourceAction.DELETE;
    }

    public boolean tombstone() {
        return action == ResourceAction.DELETE && status == Status.COMPLETE;
    }
}
