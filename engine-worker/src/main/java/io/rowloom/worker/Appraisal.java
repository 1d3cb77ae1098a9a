package io.rowloom.worker;

import com.google.common.collect.Streams;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.CurrentRow;
import io.rowloom.resource.Decide;
import io.rowloom.resource.Decision;
import io.rowloom.resource.Gate;
import io.rowloom.resource.HoldIntent;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.RestrictedChange;
import io.rowloom.resource.RowReferences;
import io.rowloom.resource.StackHead;
import io.rowloom.resource.StackWork;
import io.rowloom.resource.Wanted;
import io.rowloom.snapshot.Restoring;
import io.rowloom.stack.Approach;
import io.rowloom.stack.StackAction;
import io.rowloom.store.MissingSecretsKeyException;
import io.rowloom.store.Store;
import io.rowloom.template.Adoption;
import io.rowloom.template.Blueprint;
import io.rowloom.template.ResourceDefinition;
import io.rowloom.template.rule.ResourceRules;
import io.rowloom.traversal.CutOff;
import io.rowloom.traversal.NodeKind;
import io.rowloom.value.Fingerprint;
import io.rowloom.value.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Works out what ready nodes come to: reads what they depend on, resolves their properties, and decides. Writes nothing. */
final class Appraisal {
    private final Store store;
    private final Blueprints blueprints;
    private final ResourceTypes types;
    private final Fingerprint fingerprint;

    Appraisal(Store store, Blueprints blueprints, ResourceTypes types, Fingerprint fingerprint) {
        this.store = store;
        this.blueprints = blueprints;
        this.types = types;
        this.fingerprint = fingerprint;
    }

    record Result(List<CutOff> skips, List<ClaimIntent> intents, List<HoldIntent> holds, List<RestrictedChange> restricted) {
        /** Numbers of the rows about which something else is to be done than to claim them. */
        Set<Integer> notToBeClaimed() {
            return Streams.concat(skips.stream().map(CutOff::no), holds.stream().map(HoldIntent::no), restricted.stream().map(RestrictedChange::no)).collect(Collectors.toSet());
        }
    }

    /** @param knows whether this engine has a resource type; nodes of others are left out, unless nothing is called for them */
    Result of(StackWork work, Predicate<String> knows) {
        Optional<Blueprint> blueprint = work.stack().target().flatMap(blueprints::find);
        List<ReadyNode> nodes = work.nodes().stream().filter(n -> work.stack().approach() == Approach.LEAVE || knows.test(n.type())).toList();
        Set<String> names = nodes.stream().filter(n -> n.kind() == NodeKind.UPDATE).flatMap(n -> definition(blueprint, n).dependencies().stream())
                .collect(Collectors.toSet());
        Map<String, CurrentRow> current = names.isEmpty() ? Map.of() : store.claims().current(work.stack().id(), names);
        Optional<Restoring> restoring = work.stack().action() == StackAction.RESTORE ? store.snapshots().restoring(work.stack().id(), work.stack().traversal()) : Optional.empty();
        Result result = new Result(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (ReadyNode node : nodes) {
            if (isVoid(node, blueprint, current)) {
                continue;
            }
            switch (gated(work.stack(), node, blueprint, current, restoring)) {
                case Decision.Skip(var cutOff) -> result.skips().add(cutOff);
                case Decision.Begin(var intent) -> result.intents().add(intent);
                case Decision.Hold(var intent) -> result.holds().add(intent);
                case Decision.Restrict(var change) -> result.restricted().add(change);
            }
        }
        return result;
    }

    /**
     * The claim that a node comes to which waits for nothing but the success of {@code action}, whose row will be {@code before}. Empty when it needs more than that to be
     * worked out, or is not to be begun: then it is found as any other node.
     */
    Optional<ClaimIntent> after(StackHead stack, ReadyNode node, ResourceAction action, CurrentRow before) {
        Optional<Blueprint> blueprint = stack.target().flatMap(blueprints::find);
        boolean known = types.find(node.type()).isPresent() && (node.kind() != NodeKind.UPDATE || dependsOn(before, action, stack, definition(blueprint, node)));
        return known && gated(stack, node, blueprint, Map.of(before.name(), before), Optional.empty()) instanceof Decision.Begin(var intent) ? Optional.of(intent) : Optional.empty();
    }

    /** On that alone. It must be the current copy, and its outputs must come back from the database just as they went. */
    private static boolean dependsOn(CurrentRow before, ResourceAction action, StackHead stack, ResourceDefinition definition) {
        boolean current = action == ResourceAction.CREATE || action == ResourceAction.UPDATE;
        boolean special = stack.action() == StackAction.RESTORE || stack.action() == StackAction.ADOPT;
        return current && !special && definition.dependencies().equals(Set.of(before.name())) && StoredAlike.is(before.outputs())
                && before.physicalId().stream().allMatch(StoredAlike::is);
    }

    /** What it depends on has no current copy any more: a newer traversal has removed that since the node was read. */
    private static boolean isVoid(ReadyNode node, Optional<Blueprint> blueprint, Map<String, CurrentRow> current) {
        return node.kind() == NodeKind.UPDATE && !current.keySet().containsAll(definition(blueprint, node).dependencies());
    }

    /** What is left as it is needs no resource type, and waits for no hook. */
    private Decision gated(StackHead stack, ReadyNode node, Optional<Blueprint> blueprint, Map<String, CurrentRow> current, Optional<Restoring> restoring) {
        Decision decision = decide(stack, node, blueprint, current, restoring);
        return stack.approach() == Approach.LEAVE ? decision : Gate.of(decision, node, rules(stack, node, blueprint), types.find(node.type()).orElseThrow());
    }

    /** What the target says (of a restore: the target of then), but a rollback is restricted by nothing; a stack on its way to nothing has only what its rows were told before. A visit changes nothing about that either. */
    private static ResourceRules rules(StackHead stack, ReadyNode node, Optional<Blueprint> blueprint) {
        ResourceRules told = blueprint.map(b -> b.rulesOf(node.name())).orElse(node.rules());
        return switch (node.kind()) {
            case UPDATE, CLEANUP -> stack.action() == StackAction.ROLLBACK ? told.unrestricted() : told;
            case CHECK, SUSPEND, RESUME, SNAPSHOT -> node.rules();
        };
    }

    private Decision decide(StackHead stack, ReadyNode node, Optional<Blueprint> blueprint, Map<String, CurrentRow> current, Optional<Restoring> restoring) {
        return switch (node.kind()) {
            case CLEANUP -> Decide.cleanup(node, stack.approach());
            case UPDATE -> Decide.update(node, wanted(stack, definition(blueprint, node), current, adopted(stack, blueprint, node),
                    restoring.filter(r -> r.names().contains(node.name())).map(Restoring::snapshot)), stack.approach());
            case CHECK -> Decide.visit(node, ResourceAction.CHECK);
            case SUSPEND -> Decide.visit(node, ResourceAction.SUSPEND);
            case RESUME -> Decide.visit(node, ResourceAction.RESUME);
            case SNAPSHOT -> Decide.visit(node, ResourceAction.SNAPSHOT);
        };
    }

    private static ResourceDefinition definition(Optional<Blueprint> blueprint, ReadyNode node) {
        return blueprint.map(b -> b.resources().get(node.name()))
                .orElseThrow(() -> new IllegalStateException("node " + node.node() + " updates resource " + node.name() + ", which the target does not have"));
    }

    /** Told by the target, and by nothing but the adopt that it was made for. */
    private static Optional<Adoption> adopted(StackHead stack, Optional<Blueprint> blueprint, ReadyNode node) {
        return blueprint.filter(_ -> stack.action() == StackAction.ADOPT).flatMap(b -> b.adopted(node.name()));
    }

    private Wanted wanted(StackHead stack, ResourceDefinition definition, Map<String, CurrentRow> current, Optional<Adoption> adopted, Optional<UUID> restored) {
        RowReferences references = new RowReferences(stack.tenant(), stack.name(), Optional.of(stack.id()), current, types);
        Wanted wanted = Wanted.of(definition, references, current, types, fingerprint).from(adopted, restored);
        return Secrets.contains(wanted.args()) && !store.sealsSecrets() ? wanted.refused(MissingSecretsKeyException.REASON) : wanted;
    }
}
