package io.rowloom.drift;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rowloom.stack.Admission;
import io.rowloom.stack.Origin;
import io.rowloom.stack.Request;
import io.rowloom.stack.Request.Goal;
import io.rowloom.stack.Stack;
import io.rowloom.stack.Status;
import java.util.Optional;
import java.util.UUID;

/**
 * A look at a stack whose time has come. Pure: whoever takes it asks for the same under the same request id, so that many who do it make one request.
 *
 * @param stack as it was when the look was due
 * @param number grows by one with each look at the stack
 */
public record Look(Stack stack, DriftPolicy policy, int number) {

    /** What to ask of the stack as it is; empty: nothing this time. */
    public Optional<Request> request() {
        return Optional.of(stack).filter(_ -> !stack.inProgress() && atTarget() && !leftToUsers()).flatMap(_ -> goal())
                .filter(goal -> Admission.admitting(goal).contains(stack.state()))
                .map(goal -> Request.of(id(number), goal).by(Origin.DRIFT_POLICY));
    }

    private Optional<Goal> goal() {
        return switch (policy.mode()) {
            case OFF -> Optional.empty();
            case DETECT -> Optional.of(new Goal.Check());
            case CORRECT -> stack.target().map(Goal.Converge::new);
        };
    }

    /** An update that never completed is not drift. */
    private boolean atTarget() {
        return stack.target().isPresent() && stack.target().equals(stack.lastTemplate());
    }

    /** What somebody asked for and failed is theirs to see to. A failed check or snapshot left nothing undone, and a look of this policy that failed is tried again. */
    private boolean leftToUsers() {
        return stack.status() == Status.FAILED && !ours() && switch (stack.action()) {
            case CHECK, SNAPSHOT -> false;
            case CREATE, UPDATE, DELETE, ROLLBACK, SUSPEND, RESUME, ADOPT, RESTORE -> true;
        };
    }

    /** Whether the last request, with the rollback or cancel that came of it, is this look's or that of the look before. */
    private boolean ours() {
        return stack.requestId().equals(id(number)) || stack.requestId().equals(id(number - 1));
    }

    private UUID id(int look) {
        return UUID.nameUUIDFromBytes(("drift policy, stack " + stack.id() + ", look " + look).getBytes(UTF_8));
    }
}
