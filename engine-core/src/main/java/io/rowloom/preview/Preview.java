package io.rowloom.preview;

import io.rowloom.stack.StackState;
import java.util.List;
import java.util.Optional;

/** What a request would come to, as of the rows it was computed from. */
public sealed interface Preview {
    /**
     * @param asOf the state of the stack; empty for one that is still to be created
     * @param changes by name; every resource of the target is named once, and every other copy that is to go
     */
    record Computed(Optional<StackState> asOf, List<Change> changes) implements Preview {

        /** Whether no resource would be called for. What is under way counts as no change. */
        public boolean unchanged() {
            return changes.stream().allMatch(change -> change instanceof Change.Unchanged);
        }
    }

    /** The stack's state does not admit the request. */
    record NotAdmitted(StackState state, String why) implements Preview {}
}
