package io.rowloom.stack;

import static io.rowloom.stack.StackAction.DELETE;
import static io.rowloom.stack.StackAction.SUSPEND;

import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Which states admit which request. Pure; the store repeats it in the guard of the write. */
public final class Admission {
    private Admission() {}

    /** The states in which the action makes sense. A stack that is deleted is none of them for anybody. */
    public static Set<StackState> admitting(Request.Goal goal) {
        return switch (goal) {
            case Request.Goal.Update _, Request.Goal.Converge _, Request.Goal.Restore _ -> where(state -> !leaving(state) && !resting(state) && !partlyAdopted(state));
            case Request.Goal.Delete _ -> where(_ -> true);
            case Request.Goal.Abandon _ -> where(state -> !running(state));
            case Request.Goal.Rollback _ -> where(Admission::canRollBack);
            case Request.Goal.Check _ -> where(state -> !running(state) && !leaving(state) && !resting(state) && !partlyAdopted(state));
            case Request.Goal.Suspend _ -> where(state -> !leaving(state) && !partlyAdopted(state) && (!running(state) || state.action() == StackAction.RESUME));
            case Request.Goal.Snapshot _ -> where(state -> !leaving(state) && !resting(state)
                    && (state.status() == Status.COMPLETE || state.status() == Status.FAILED && state.action() == StackAction.SNAPSHOT));
            case Request.Goal.Resume _ -> where(state -> state.action() == SUSPEND || state.action() == StackAction.RESUME && state.status() == Status.FAILED);
        };
    }

    /** The states in which there is something to cancel. */
    public static Set<StackState> admittingCancel() {
        return where(state -> running(state) && !leaving(state));
    }

    /** The sentence for a user whose request is not admitted. */
    public static String refusal(Request.Goal goal, StackState state) {
        return partlyAdopted(state) && !running(state) ? "The stack was not adopted as a whole: abandon it and adopt it again, or delete it." : otherRefusal(goal, state);
    }

    private static String otherRefusal(Request.Goal goal, StackState state) {
        return switch (goal) {
            case Request.Goal.Update _, Request.Goal.Converge _, Request.Goal.Restore _ -> partlyAdopted(state) ? inProgress(state)
                    : (goal instanceof Request.Goal.Restore ? "Restoring" : "Updating") + " a stack when it is " + (leaving(state) ? "deleting" : "suspended") + " is not supported.";
            case Request.Goal.Delete _ -> "The stack is deleted.";
            case Request.Goal.Rollback _ -> "There is nothing to roll back in a stack that is " + state + ".";
            case Request.Goal.Abandon _ -> inProgress(state);
            case Request.Goal.Check _, Request.Goal.Suspend _ -> running(state) && !leaving(state)
                    ? inProgress(state)
                    : word(goal) + " a stack when it is " + (leaving(state) ? "deleting" : "suspended") + " is not supported.";
            case Request.Goal.Snapshot _ -> running(state) ? inProgress(state)
                    : leaving(state) || resting(state) ? "Snapshotting a stack when it is " + (leaving(state) ? "deleting" : "suspended") + " is not supported."
                    : "A snapshot is taken of a stack that is complete; this one is " + state + ".";
            case Request.Goal.Resume _ -> "There is nothing to resume in a stack that is " + state + ".";
        };
    }

    /** For a restore to what is not a complete snapshot of the stack. */
    public static String noSnapshot(UUID snapshot) {
        return "There is no snapshot " + snapshot + " of the stack that is complete.";
    }

    /**
     * Whether the stack is as its target wants it, as far as its own row tells. A check or a resume may have completed after a request that failed, and says nothing about
     * what that left undone; what is not as wanted is not kept.
     */
    public static boolean reachedItsTarget(Stack stack) {
        return stack.target().equals(stack.lastTemplate());
    }

    /** For a snapshot of a stack that did not reach its target. */
    public static final String NOT_REACHED = "A snapshot is taken of a stack that is as its template wants it; the last update of this one did not complete.";

    private static String inProgress(StackState state) {
        return "The stack already has an action (" + state.action() + ") in progress.";
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

    /** What an update would find missing may be there, and only be told by the target of the adopt: it would be made a second time. */
    private static boolean partlyAdopted(StackState state) {
        return state.action() == StackAction.ADOPT && state.status() != Status.COMPLETE;
    }

    private static ImmutableSet<StackState> where(Predicate<StackState> admits) {
        return Arrays.stream(StackAction.values()).flatMap(action -> Arrays.stream(Status.values()).map(status -> new StackState(action, status)))
                .filter(admits).collect(ImmutableSet.toImmutableSet());
    }
}
