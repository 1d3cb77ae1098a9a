package io.rowloom.stack;

import static io.rowloom.stack.StackAction.CREATE;
import static io.rowloom.stack.StackAction.DELETE;
import static io.rowloom.stack.StackAction.ROLLBACK;
import static io.rowloom.stack.StackAction.UPDATE;
import static io.rowloom.stack.Status.COMPLETE;
import static io.rowloom.stack.Status.FAILED;
import static io.rowloom.stack.Status.IN_PROGRESS;

import com.google.common.collect.ImmutableSet;
import java.util.Set;

/** Which states admit which request. Pure; the store repeats it in the guard of the write. */
public final class Admission {
    private static final ImmutableSet<StackState> ALL = all();

    private Admission() {}

    /** The states in which the action makes sense. A stack that is deleted is none of them for anybody. */
    public static Set<StackState> admitting(Request.Goal goal) {
        return switch (goal) {
            case Request.Goal.Update _ -> without(DELETE);
            case Request.Goal.Delete _ -> ALL;
            case Request.Goal.Rollback _ -> ImmutableSet.of(new StackState(CREATE, IN_PROGRESS), new StackState(CREATE, FAILED),
                    new StackState(UPDATE, IN_PROGRESS), new StackState(UPDATE, FAILED), new StackState(ROLLBACK, FAILED));
        };
    }

    /** The states in which there is something to cancel. */
    public static Set<StackState> admittingCancel() {
        return ImmutableSet.of(new StackState(CREATE, IN_PROGRESS), new StackState(UPDATE, IN_PROGRESS), new StackState(ROLLBACK, IN_PROGRESS));
    }

    /** The sentence for a user whose request is not admitted. */
    public static String refusal(Request.Goal goal, StackState state) {
        return switch (goal) {
            case Request.Goal.Update _ -> "Updating a stack when it is deleting is not supported.";
            case Request.Goal.Delete _ -> "The stack is deleted.";
            case Request.Goal.Rollback _ -> "There is nothing to roll back in a stack that is " + state + ".";
        };
    }

    private static ImmutableSet<StackState> all() {
        ImmutableSet.Builder<StackState> states = ImmutableSet.builder();
        for (StackAction action : StackAction.values()) {
            for (Status status : new Status[] {IN_PROGRESS, COMPLETE, FAILED}) {
                states.add(new StackState(action, status));
            }
        }
        return states.build();
    }

    private static ImmutableSet<StackState> without(StackAction action) {
        return ALL.stream().filter(state -> state.action() != action).collect(ImmutableSet.toImmutableSet());
    }
}
