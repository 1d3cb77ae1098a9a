package io.rowloom.stack;

import static io.rowloom.stack.StackAction.DELETE;
import static io.rowloom.stack.StackAction.SUSPEND;

import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;

/** Which states admit which request. Pure; the store repeats it in the guard of the write. */
public final class Admission {
    private Admission() {}

    /** The states in which the action makes sense. A stack that is deleted is none of them for anybody. */
    public static Set<StackState> admitting(Request.Goal goal) {
        return switch (goal) {
            case Request.Goal.Update _, Request.Goal.Converge _ -> where(state -> !leaving(state) && !resting(state));
            case Request.Goal.Delete _ -> where(_ -> true);
            case Request.Goal.Rollback _ -> where(Admission::canRollBack);
            case Request.Goal.Check _ -> where(state -> !running(state) && !leaving(state) && !resting(state));
            case Request.Goal.Suspend _ -> where(state -> !leaving(state) && (!running(state) || state.action() == StackAction.RESUME));
            case Request.Goal.Resume _ -> where(state -> state.action() == SUSPEND || state.action() == StackAction.RESUME && state.status() == Status.FAILED);
        };
    }

    /** The states in which there is something to cancel. */
    public static Set<StackState> admittingCancel() {
        return where(state -> running(state) && !leaving(state));
    }

    /** The sentence for a user whose request is not admitted. */
    public static String refusal(Request.Goal goal, StackState state) {
        return switch (goal) {
            case Request.Goal.Update _, Request.Goal.Converge _ ->
                "Updating a stack when it is " + (leaving(state) ? "deleting" : "suspended") + " is not supported.";
            case Request.Goal.Delete _ -> "The stack is deleted.";
            case Request.Goal.Rollback _ -> "There is nothing to roll back in a stack that is " + state + ".";
            case Request.Goal.Check _, Request.Goal.Suspend _ -> running(state) && !leaving(state)
                    ? "The stack already has an action (" + state.action() + ") in progress."
                    : word(goal) + " a stack when it is " + (leaving(state) ? "deleting" : "suspended") + " is not supported.";
            case Request.Goal.Resume _ -> "There is nothing to resume in a stack that is " + state + ".";
        };
    }

    private static String word(Request.Goal goal) {
        return goal instanceof Request.Goal.Check ? "Checking" : "Suspending";
    }

    private static boolean canRollBack(StackState state) {
        return switch (state.action()) {
            case CREATE, UPDATE -> state.status() != Status.COMPLETE;
            case ROLLBACK -> state.status() == Status.FAILED;
            case CHECK -> !running(state); // an update may have failed before it
            case DELETE, SUSPEND, RESUME, ADOPT, SNAPSHOT, RESTORE -> false;
        };
    }

    private static boolean running(StackState state) {
        return state.status() == Status.IN_PROGRESS;
    }

    private static boolean leaving(StackState state) {
        return state.action() == DELETE;
    }

    /** Resources sleep, or are just being woken: what is asked for next is that they wake up, all of them. */
    private static boolean resting(StackState state) {
        return state.action() == SUSPEND || state.action() == StackAction.RESUME && running(state);
    }

    private static ImmutableSet<StackState> where(Predicate<StackState> admits) {
        return Arrays.stream(StackAction.values()).flatMap(action -> Arrays.stream(Status.values()).map(status -> new StackState(action, status)))
                .filter(admits).collect(ImmutableSet.toImmutableSet());
    }
}
