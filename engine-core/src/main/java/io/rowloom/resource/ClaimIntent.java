package io.rowloom.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.template.Adoption;
import io.rowloom.template.DeletionPolicy;
import io.rowloom.template.rule.ResourceRules;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a claim will write.
 *
 * @param version as read together with the readiness: the guard
 * @param newGeneration whether the call gets a new idempotency key; false while an earlier create's effect is unknown
 * @param args what the plugin will be given
 * @param requires numbers of the rows it depends on now; the row keeps the old ones too until the action is finished
 * @param refusal why nothing can be called; the action is then claimed only to fail
 * @param definition what the row's definition hash becomes on success; empty for a delete
 * @param observe whether reality is looked at first
 * @param snapshot that a RESTORE goes back to, or that an earlier DELETE made of this copy
 * @param adopted written as the row's physical id and outputs; for an ADOPT
 * @param rules how the row is handled from now on
 */
public record ClaimIntent(
        int no, long version, int node, ResourceAction action, boolean newGeneration, ObjectNode args, List<Integer> requires,
        Optional<String> definition, DeletionPolicy deletionPolicy, Optional<String> refusal, boolean observe, Optional<UUID> snapshot, Optional<Adoption> adopted,
        ResourceRules rules) {

    /** Without rules, and of no snapshot. */
    public ClaimIntent(int no, long version, int node, ResourceAction action, boolean newGeneration, ObjectNode args, List<Integer> requires,
            Optional<String> definition, DeletionPolicy deletionPolicy, Optional<String> refusal, boolean observe) {
        this(no, version, node, action, newGeneration, args, requires, definition, deletionPolicy, refusal, observe, Optional.empty(), Optional.empty(), ResourceRules.NONE);
    }

    ClaimIntent under(ResourceRules others) {
        return new ClaimIntent(no, version, node, action, newGeneration, args, requires, definition, deletionPolicy, refusal, observe, snapshot, adopted, others);
    }

    public Phase firstPhase() {
        boolean keepFirst = action == ResourceAction.DELETE && deletionPolicy == DeletionPolicy.SNAPSHOT && snapshot.isEmpty();
        return refusal.isPresent() ? Phase.REFUSED : observe ? Phase.OBSERVE : keepFirst ? Phase.SNAPSHOT : Phase.BEGIN;
    }
}
