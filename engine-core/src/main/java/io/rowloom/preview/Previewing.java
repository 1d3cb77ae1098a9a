package io.rowloom.preview;

import io.rowloom.plugin.ResourceTypes;
import io.rowloom.stack.Admission;
import io.rowloom.stack.Request;
import io.rowloom.stack.Stack;
import io.rowloom.template.Blueprint;
import io.rowloom.value.Fingerprint;
import java.util.List;
import java.util.Optional;

/**
 * From the rows as they are and a target to what a request for it would do. Pure; what is decided is decided by the same functions that the engine uses, so
 * the two cannot disagree.
 *
 * <p>In a stack that is in progress it tells what would follow from the rows as they are now, if everything under way succeeds.
 */
public final class Previewing {
    private Previewing() {}

    /** @throws IllegalStateException if {@code types} lacks a type of the target, which an accepted target rules out */
    public static Preview update(PreviewView view, Blueprint target, ResourceTypes types, Fingerprint fingerprint) {
        Stack stack = view.stack();
        Request.Goal goal = new Request.Goal.Update(stack.target().orElse(""));
        if (!Admission.admitting(goal).contains(stack.state())) {
            return new Preview.NotAdmitted(stack.state(), Admission.refusal(goal, stack.state()));
        }
        Forecast.Names names = new Forecast.Names(stack.tenant(), stack.name(), Optional.of(stack.id()));
        return new Preview.Computed(Optional.of(stack.state()), new Forecast(names, stack.nextNo(), view.rows(), target, types, fingerprint).changes());
    }

    /** Of a stack that is not there yet. */
    public static Preview.Computed create(String tenant, String name, Blueprint target, ResourceTypes types, Fingerprint fingerprint) {
        Forecast.Names names = new Forecast.Names(tenant, name, Optional.empty());
        return new Preview.Computed(Optional.empty(), new Forecast(names, 1, List.of(), target, types, fingerprint).changes());
    }
}
