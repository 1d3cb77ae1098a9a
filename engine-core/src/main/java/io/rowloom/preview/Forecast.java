package io.rowloom.preview;

import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.preview.Change.Certainty;
import io.rowloom.preview.Change.Fate;
import io.rowloom.preview.Change.Subject;
import io.rowloom.resource.CurrentRow;
import io.rowloom.resource.RowReferences;
import io.rowloom.resource.Wanted;
import io.rowloom.stack.StackId;
import io.rowloom.template.Blueprint;
import io.rowloom.template.ReplacementOrder;
import io.rowloom.template.ResourceDefinition;
import io.rowloom.traversal.NodeKind;
import io.rowloom.traversal.Plan;
import io.rowloom.traversal.PlannedDefinition;
import io.rowloom.traversal.Planning;
import io.rowloom.value.Fingerprint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes the plan that an engine would make, and goes through its nodes in the order in which they can run. Used once. */
final class Forecast {
    /** @param id empty while there is no stack */
    record Names(String tenant, String stack, Optional<StackId> id) {}

    private final Names names;
    private final Blueprint target;
    private final ResourceTypes types;
    private final Fingerprint fingerprint;
    private final Plan plan;
    private final Map<Integer, PreviewRow> rows = new TreeMap<>();
    private final Map<String, CurrentRow> current = new HashMap<>();
    private final Set<String> unknown = new HashSet<>();
    private final Set<Integer> leaving = new TreeSet<>();
    private final List<Change> changes = new ArrayList<>();

    Forecast(Names names, int nextNo, List<PreviewRow> existing, Blueprint target, ResourceTypes types, Fingerprint fingerprint) {
        this.names = names;
        this.target = target;
        this.types = types;
        this.fingerprint = fingerprint;
        this.plan = Planning.update(nextNo, existing.stream().map(PreviewRow::plan).toList(), PlannedDefinition.all(target));
        existing.forEach(row -> rows.put(row.plan().no(), row));
        plan.nodes().stream().filter(node -> node.kind() == NodeKind.CLEANUP).forEach(node -> leaving.add(node.resource()));
    }

    List<Change> changes() {
        rows.values().stream().filter(row -> row.plan().current()).forEach(row -> current.put(row.plan().name(), row.current()));
        plan.newRows().forEach(row -> rows.put(row.no(), PreviewRow.fresh(row)));
        List<Plan.Node> updates = updates();
        updates.forEach(node -> current.put(row(node).plan().name(), row(node).current()));
        Set<String> visited = updates.stream().map(node -> row(node).plan().name()).collect(Collectors.toSet());
        target.resources().keySet().stream().filter(name -> !visited.contains(name)).forEach(name ->
                changes.add(new Change.Unchanged(subject(rows.get(current.get(name).no())))));
        updates.forEach(this::update);
        leaving.forEach(no -> cleanup(rows.get(no)));
        changes.sort(Comparator.comparing((Change change) -> change.subject().name()).thenComparing(change -> change instanceof Change.Deleted)
                .thenComparing(change -> change.subject().row().orElse(Integer.MAX_VALUE)));
        return List.copyOf(changes);
    }

    private PreviewRow row(Plan.Node node) {
        return rows.get(node.resource());
    }

    /** The UPDATE nodes, each after those it waits for. */
    private List<Plan.Node> updates() {
        Map<Integer, Plan.Node> byNo = new HashMap<>();
        Map<Integer, Integer> waiting = new HashMap<>();
        plan.nodes().forEach(node -> {
            byNo.put(node.no(), node);
            waiting.put(node.no(), node.waitingFor());
        });
        List<Plan.Node> order = new ArrayList<>(byNo.values().stream().filter(node -> node.waitingFor() == 0).sorted(Comparator.comparingInt(Plan.Node::no)).toList());
        for (int i = 0; i < order.size(); i++) {
            for (int dependent : order.get(i).dependents()) {
                if (waiting.merge(dependent, -1, Integer::sum) == 0) {
                    order.add(byNo.get(dependent));
                }
            }
        }
        return order.stream().filter(node -> node.kind() == NodeKind.UPDATE).toList();
    }

    private void update(Plan.Node node) {
        PreviewRow row = row(node);
        ResourceDefinition definition = target.resources().get(row.plan().name());
        ForeseenReferences references = new ForeseenReferences(new RowReferences(names.tenant(), names.stack(), names.id(), current, types), unknown);
        Wanted wanted = Wanted.of(definition, references, current, types, fingerprint);
        ResourceType type = types.find(definition.type()).orElseThrow(() -> new IllegalStateException("the type " + definition.type() + " is not known here"));
        Change change = new Foresight(subject(row), node.no(), row.afterOpenAction(fingerprint), wanted, type, fingerprint).change();
        if (!(change instanceof Change.Unchanged) || row.plan().open()) {
            unknown.add(definition.name());
        }
        Change told = change instanceof Change.Added added && row.plan().replaces().isPresent() ? inPlaceOf(row.plan().replaces(), added) : change;
        changes.add(definition.replacement() == ReplacementOrder.DELETE_FIRST && told instanceof Change.Replaced replaced ? deletedFirst(replaced) : told);
    }

    private static Change deletedFirst(Change.Replaced r) {
        return r.old() != Fate.DELETED ? r : new Change.Replaced(r.subject(), r.certainty(), r.properties(), r.reason(), r.refusal(), Fate.DELETED_FIRST);
    }

    /** The plan makes a new copy where the one that is there cannot serve. A copy that a run before had planned replaces one that may be gone by now. */
    private Change inPlaceOf(OptionalInt old, Change.Added added) {
        if (!leaving.remove(old.getAsInt())) {
            return added;
        }
        PreviewRow before = rows.get(old.getAsInt());
        Subject subject = subject(before);
        boolean sameType = before.plan().type().equals(added.subject().type());
        List<PropertyChange> properties = new ArrayList<>();
        if (!sameType) {
            properties.add(new PropertyChange("type", Optional.of(TextNode.valueOf(before.plan().type())), Optional.of(TextNode.valueOf(added.subject().type())), true));
        }
        properties.addAll(added.properties());
        String sameTypeReason = added.external() ? "something external is taken in its place, as it is" : before.plan().external() ? "the external one is not to be used any more" : "its present copy cannot serve any more";
        return new Change.Replaced(subject, Certainty.CERTAIN, List.copyOf(properties), sameType ? sameTypeReason : "its type changes",
                added.refusal(), before.fate(before.deletionPolicy()).orElse(Fate.DELETED));
    }

    private void cleanup(PreviewRow row) {
        String reason = target.resources().containsKey(row.plan().name()) ? "a copy that is not needed any more" : "it is not in the template";
        row.fate(row.deletionPolicy()).ifPresent(fate -> changes.add(new Change.Deleted(subject(row), reason, fate)));
    }

    private Subject subject(PreviewRow row) {
        return new Subject(row.plan().no() < plan.nextNoRead() ? OptionalInt.of(row.plan().no()) : OptionalInt.empty(), row.plan().name(), row.plan().type(),
                row.physicalId(), row.plan().open() ? Optional.of(row.plan().action()) : Optional.empty());
    }
}
