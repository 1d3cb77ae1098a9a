package io.rowloom.preview;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.preview.Change.Fate;
import io.rowloom.resource.CurrentRow;
import io.rowloom.resource.Decide;
import io.rowloom.resource.Decision;
import io.rowloom.resource.Phase;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.Wanted;
import io.rowloom.stack.Approach;
import io.rowloom.stack.Status;
import io.rowloom.template.DeletionPolicy;
import io.rowloom.template.rule.ResourceRules;
import io.rowloom.traversal.CutOff;
import io.rowloom.traversal.NodeKind;
import io.rowloom.traversal.Plan;
import io.rowloom.traversal.PlanRow;
import io.rowloom.value.Fingerprint;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * What a preview reads of a resource row: all that plans and decisions look at, and what dependents see.
 *
 * @param phase of the open action
 * @param cancel the open action is asked to stop
 * @param args resolved properties of the open or last action
 * @param properties resolved properties of the last success; empty when there was none
 * @param snapshot that the last action went back to, or, if it was a delete, made
 */
public record PreviewRow(
        PlanRow plan, Optional<String> physicalId, String reason, Optional<Phase> phase, boolean cancel, Effect effect, DeletionPolicy deletionPolicy,
        Optional<String> inputHash, ObjectNode args, Optional<ObjectNode> properties, ObjectNode outputs,
        Optional<UUID> snapshot) {

    /** A row that a plan makes. */
    static PreviewRow fresh(Plan.NewRow row) {
        PlanRow plan = new PlanRow(row.no(), row.name(), row.type(), true, 0, Optional.empty(), false, ResourceAction.INIT, Status.COMPLETE, Optional.empty(), true,
                List.of(), row.replaces(), OptionalInt.empty(), row.replacement(), Optional.empty(), false);
        return new PreviewRow(plan, Optional.empty(), "", Optional.empty(), false, Effect.NONE, DeletionPolicy.DELETE, Optional.empty(),
                JsonNodeFactory.instance.objectNode(), Optional.empty(), JsonNodeFactory.instance.objectNode(), Optional.empty());
    }

    /** The row as its open action will leave it: as a success, unless it is known already that it will be none. */
    PreviewRow afterOpenAction(Fingerprint fingerprint) {
        if (!plan.open()) {
            return this;
        }
        boolean stops = cancel && plan.action() != ResourceAction.DELETE;
        if (stops || phase.equals(Optional.of(Phase.REFUSED))) {
            return ended(Status.FAILED, stops ? Effect.UNKNOWN : Effect.NONE, stops ? Optional.empty() : inputHash, properties);
        }
        String inputs = Wanted.inputHash(fingerprint, plan.type(), args);
        return ended(Status.COMPLETE, Effect.NONE, Optional.of(inputs), Optional.of(args));
    }

    private PreviewRow ended(Status status, Effect left, Optional<String> inputs, Optional<ObjectNode> succeeded) {
        PlanRow p = new PlanRow(plan.no(), plan.name(), plan.type(), plan.current(), plan.version(), Optional.empty(), false, plan.action(), status,
                plan.definitionHash(), plan.dirty(), plan.requires(), plan.replaces(), plan.replacedBy(), plan.replacement(), plan.physicalId(), plan.external());
        return new PreviewRow(p, physicalId, reason, Optional.empty(), false, left, deletionPolicy, inputs, args, succeeded, outputs, snapshot);
    }

    ReadyNode ready(int node, NodeKind kind) {
        return ready(node, kind, deletionPolicy);
    }

    private ReadyNode ready(int node, NodeKind kind, DeletionPolicy policy) {
        return new ReadyNode(node, kind, plan.no(), plan.version(), plan.name(), plan.type(), physicalId, plan.action(), plan.status(), effect, policy,
                inputHash, plan.definitionHash(), plan.requires(), args, properties, snapshot, ResourceRules.NONE, Optional.empty(), plan.replacedBy().isPresent());
    }

    /** What a CLEANUP node makes of it. Empty when it is gone already. */
    Optional<Fate> fate(DeletionPolicy policy) {
        return switch (Decide.cleanup(ready(0, NodeKind.CLEANUP, policy), Approach.TRUST)) {
            case Decision.Begin _ -> Optional.of(Fate.DELETED);
            case Decision.Skip(CutOff.NothingToDelete _) -> Optional.of(
                    plan.action() == ResourceAction.INIT ? Fate.NEVER_MADE : policy == DeletionPolicy.EXTERNAL ? Fate.LET_GO : Fate.RETAINED);
            case Decision.Skip _ -> Optional.empty();
            case Decision.Hold _, Decision.Restrict _ -> throw new IllegalStateException("only a gate holds or restricts");
        };
    }

    CurrentRow current() {
        return new CurrentRow(plan.no(), plan.name(), plan.type(), physicalId, outputs);
    }

    /** What its properties are, or were to become. */
    ObjectNode lastProperties() {
        return properties.orElse(args);
    }
}
