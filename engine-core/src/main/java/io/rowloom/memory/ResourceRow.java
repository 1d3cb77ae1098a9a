package io.rowloom.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.engine.EngineId;
import io.rowloom.engine.Swept;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.preview.PreviewRow;
import io.rowloom.resource.Claim;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.CurrentRow;
import io.rowloom.resource.Difference;
import io.rowloom.resource.Phase;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceView;
import io.rowloom.resource.StackHead;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.template.DeletionPolicy;
import io.rowloom.template.ReplacementOrder;
import io.rowloom.template.rule.Hook;
import io.rowloom.template.rule.ResourceRules;
import io.rowloom.traversal.PlanRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** A row of the table {@code resource}; the columns are explained in the schema. */
final class ResourceRow {
    final StackId stack;
    final int no;
    final String name;
    final String type;
    boolean current;
    Optional<String> physicalId = Optional.empty();
    ResourceAction action = ResourceAction.INIT;
    Status status = Status.COMPLETE;
    String reason = "";
    Optional<EngineId> engine = Optional.empty();
    Optional<Instant> claimedAt = Optional.empty();
    long version;
    int claimTraversal = -1;
    int claimNode;
    Optional<String> claimDefinition = Optional.empty();
    List<Integer> claimRequires = List.of();
    int generation;
    Optional<Phase> phase = Optional.empty();
    Optional<JsonNode> cookie = Optional.empty();
    Optional<Instant> nextPollAt = Optional.empty();
    int wake;
    int wakeSeen;
    int attempts;
    int tries;
    boolean cancel;
    Effect effect = Effect.NONE;
    Optional<UUID> snapshot = Optional.empty();
    boolean dirty;
    int dirtyTraversal;
    DeletionPolicy deletionPolicy = DeletionPolicy.DELETE;
    ReplacementOrder replacement = ReplacementOrder.CREATE_FIRST;
    ResourceRules rules = ResourceRules.NONE;
    Optional<Hook> heldBy = Optional.empty();
    Optional<Hook> passed = Optional.empty();
    Optional<String> definitionHash = Optional.empty();
    Optional<String> inputHash = Optional.empty();
    ObjectNode args = JsonNodeFactory.instance.objectNode();
    Optional<ObjectNode> properties = Optional.empty();
    ObjectNode outputs = JsonNodeFactory.instance.objectNode();
    List<Difference> drift = List.of();
    List<Integer> requires = List.of();
    OptionalInt replaces = OptionalInt.empty();
    OptionalInt replacedBy = OptionalInt.empty();
    final Instant createdAt;
    Instant updatedAt;

    ResourceRow(StackId stack, int no, String name, String type, Instant now) {
        this.stack = stack;
        this.no = no;
        this.name = name;
        this.type = type;
        this.createdAt = now;
        this.updatedAt = now;
    }

    boolean free() {
        return engine.isEmpty() && phase.isEmpty();
    }

    /** In the order of stacks and numbers. */
    boolean isBehind(Swept.Place place) {
        int order = stack.compareTo(place.stack());
        return order > 0 || order == 0 && no > place.no();
    }

    /** Whether something may come of it yet that is there. */
    boolean makes() {
        return phase.isPresent() && action != ResourceAction.DELETE;
    }

    /** Whether it is to take the place of another one, and nothing was begun for that. */
    boolean isNewCopy() {
        return replaces.isPresent() && action == ResourceAction.INIT;
    }

    boolean tombstone() {
        return action == ResourceAction.DELETE && status == Status.COMPLETE;
    }

    boolean heldUnder(Claim claim) {
        return version == claim.fence() && engine.equals(Optional.of(claim.engine()));
    }

    /** Ends the open action and gives the row back. */
    void release() {
        engine = Optional.empty();
        claimedAt = Optional.empty();
        phase = Optional.empty();
        cookie = Optional.empty();
        nextPollAt = Optional.empty();
        cancel = false;
    }

    /** What is unknown stays so until a success. */
    void effectOf(Effect call) {
        effect = effect == Effect.UNKNOWN ? effect : call;
    }

    /** A call may have been made, whose answer nobody has. */
    void effectOfWhatWasCutOff() {
        if (action != ResourceAction.CHECK && phase.filter(p -> p != Phase.OBSERVE && p != Phase.REFUSED).isPresent()) {
            effect = Effect.UNKNOWN;
        }
    }

    /** Clean, unless a newer traversal than the one that ended has business here. */
    void cleanFor(int traversal) {
        dirty = dirty && dirtyTraversal != traversal;
    }

    PlanRow planRow() {
        return new PlanRow(no, name, type, current, version, engine, phase.isPresent(), action, status, definitionHash, dirty, requires, replaces, replacedBy,
                replacement, physicalId, external());
    }

    private boolean external() {
        return deletionPolicy == DeletionPolicy.EXTERNAL;
    }

    PreviewRow previewRow() {
        return new PreviewRow(planRow(), physicalId, reason, phase, cancel, effect, deletionPolicy, inputHash, args, properties, outputs, snapshot);
    }

    ReadyNode ready(NodeRow node) {
        return new ReadyNode(node.no, node.kind, no, version, name, type, physicalId, action, status, effect, deletionPolicy, inputHash, definitionHash, requires, args, properties,
                snapshot, rules, passed, replacedBy.isPresent());
    }

    CurrentRow currentRow() {
        return new CurrentRow(no, name, type, physicalId, outputs);
    }

    ClaimedAction claimed(StackHead head, Optional<ObjectNode> kept, Optional<ReadyNode> follower) {
        Claim claim = new Claim(stack, no, engine.orElseThrow(), version);
        return new ClaimedAction(head, claim, claimTraversal, claimNode, name, type, action, generation, phase.orElseThrow(), cookie, physicalId, args, properties,
                outputs, inputHash, reason, attempts, tries, wake, cancel, kept, rules, external(), follower);
    }

    /** @param heldInCurrentTraversal whether a hook that holds the row does so in what its stack is at */
    ResourceView view(boolean heldInCurrentTraversal) {
        return new ResourceView(no, name, type, current, physicalId, action, status, reason, engine, claimedAt, version, phase, nextPollAt,
                properties.orElse(args), outputs, drift, requires, replaces, replacedBy, dirty,
                heldBy.filter(_ -> heldInCurrentTraversal), createdAt, updatedAt);
    }

    Rows.Resource snapshot() {
        return new Rows.Resource(view(true), claimTraversal, claimNode, generation, cookie, wake, wakeSeen, attempts, tries, cancel, effect, dirtyTraversal,
                definitionHash, inputHash, replacement);
    }
}
