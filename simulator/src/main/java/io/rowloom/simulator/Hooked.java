package io.rowloom.simulator;

import io.rowloom.memory.Rows.OfStack;
import io.rowloom.memory.Rows.Resource;
import io.rowloom.resource.ResourceAction;
import io.rowloom.stack.StackId;
import io.rowloom.template.rule.Hook;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What waits for hooks, by the models that users handed in: an action on what has a hook before it begins only after that was cleared, one with a hook after it ends in a
 * wait, and only a user or a newer plan ends a wait. Of deletes, and of rollbacks, nothing is said: their hooks are those of older requests.
 */
final class Hooked {
    private record Traversal(StackId stack, int number) {}

    private record Cleared(StackId stack, int no, Hook hook) {}

    private final Map<Traversal, Model> accepted = new HashMap<>();
    /** Since the row was visited by a plan. */
    private final Set<Cleared> cleared = new HashSet<>();

    void accepted(StackId stack, int traversal, Model model) {
        accepted.put(new Traversal(stack, traversal), model);
    }

    void check(Write write, Consumer<String> found) {
        for (Write.Change change : write.changes()) {
            List<Resource> begun = write.begun(change);
            for (Write.RowChange row : change.rows()) {
                row.after().ifPresent(now -> check(write, change.after(), row.before(), now, begun.contains(now), found));
            }
        }
    }

    private void check(Write write, OfStack stack, Optional<Resource> before, Resource now, boolean begun, Consumer<String> found) {
        String verb = write.verb();
        Optional<Hook> waited = before.flatMap(was -> was.view().heldBy());
        boolean waits = now.view().heldBy().isPresent();
        boolean planned = verb.startsWith("Plans.write");
        if (planned) {
            cleared.removeIf(c -> c.stack().equals(stack.stack().id()) && c.no() == now.view().no());
        }
        if (verb.equals("Interventions.clear")) {
            waited.ifPresent(hook -> cleared.add(new Cleared(stack.stack().id(), now.view().no(), hook)));
        } else if (waited.isPresent() && !waits && !planned && stack.stack().inProgress()) {
            found.accept(verb + " ended a wait for " + waited.get() + ": " + now);
        }
        if (begun) {
            before(now.view().action()).filter(hook -> has(stack, now, hook) && !cleared.contains(new Cleared(stack.stack().id(), now.view().no(), hook)))
                    .ifPresent(hook -> found.accept(hook + " was not waited for: " + now));
        }
        boolean stillCurrent = now.dirtyTraversal() == now.claimTraversal() && stack.stack().traversal() == now.claimTraversal();
        if (write.finishes() && !begun && stillCurrent && after(now.view().action()).filter(hook -> has(stack, now, hook)).isPresent() && !waits) {
            found.accept("nothing waits after it: " + now);
        }
    }

    private boolean has(OfStack stack, Resource row, Hook hook) {
        return Optional.ofNullable(accepted.get(new Traversal(stack.stack().id(), row.claimTraversal())))
                .flatMap(model -> Optional.ofNullable(model.resources().get(row.view().name()))).filter(resource -> resource.waitsFor(hook)).isPresent();
    }

    private static Optional<Hook> before(ResourceAction action) {
        return action == ResourceAction.CREATE ? Optional.of(Hook.PRE_CREATE) : action == ResourceAction.UPDATE ? Optional.of(Hook.PRE_UPDATE) : Optional.empty();
    }

    private static Optional<Hook> after(ResourceAction action) {
        return action == ResourceAction.CREATE ? Optional.of(Hook.POST_CREATE) : action == ResourceAction.UPDATE ? Optional.of(Hook.POST_UPDATE) : Optional.empty();
    }
}
