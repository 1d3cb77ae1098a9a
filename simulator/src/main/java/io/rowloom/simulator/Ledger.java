package io.rowloom.simulator;

import io.rowloom.event.Event;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.stack.SubmitResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.HashMap;

/** What users were promised: which accepted request led where. Together with a stack's events it tells what must be real. */
final class Ledger {
    private record Entry(StackId stack, int traversal) {}

    private final Map<Entry, Model> accepted = new HashMap<>();

    private final Witness witness;

    Ledger(Witness witness) {
        this.witness = witness;
    }

    SubmitResult enter(SubmitResult result, Model model) {
        if (result instanceof SubmitResult.Accepted(var stack, var traversal)) {
            witness.accepted(stack, traversal, model);
            Model other = accepted.put(new Entry(stack, traversal), model);
            if (other != null) {
                witness.found(Check.TOLD, "two requests were accepted as traversal " + traversal + " of stack " + stack);
            }
        }
        return result;
    }

    /** Where an accepted request leads; empty for one that leads nowhere or back. */
    Optional<Model> accepted(StackId stack, int traversal) {
        return Optional.ofNullable(accepted.get(new Entry(stack, traversal)));
    }

    /** What the last request that has a target led to, complete or not; nothing before the first, and after a delete. */
    Model lastRequested(StackId stack, List<Event> events) {
        Model requested = Model.of();
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            if (event.resource().isEmpty() && StackAction.valueOf(event.action()).reachesTarget() && event.status().equals(Status.IN_PROGRESS.name())) {
                requested = target(stack, event, lastCompleted(stack, events.subList(0, i)));
            }
        }
        return requested;
    }

    /** The target that completed last, by the stack's own events, oldest first; nothing before the first, and after a delete. */
    Model lastCompleted(StackId stack, List<Event> events) {
        Model completed = Model.of();
        Optional<Model> leadsTo = Optional.empty();
        for (Event event : events) {
            if (event.resource().isEmpty() && StackAction.valueOf(event.action()).reachesTarget()) {
                if (event.status().equals(Status.IN_PROGRESS.name())) {
                    leadsTo = Optional.of(target(stack, event, completed));
                } else if (event.status().equals(Status.COMPLETE.name())) {
                    completed = leadsTo.orElseThrow();
                }
            }
        }
        return completed;
    }

    private Model target(StackId stack, Event event, Model completed) {
        return switch (StackAction.valueOf(event.action())) {
            case ROLLBACK -> completed;
            case DELETE -> Model.of();
            default -> accepted.get(new Entry(stack, event.traversal()));
        };
    }
}
