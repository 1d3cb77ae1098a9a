package io.rowloom.traversal;

import io.rowloom.resource.ResourceAction;
import io.rowloom.stack.Status;
import io.rowloom.template.ReplacementOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which row serves each name of the target: the best of those that exist, or a new one. So a rollback returns to the original of a half-replaced
 * resource. A row whose delete was begun serves nothing any more.
 */
final class Assignment {
    private final Map<String, PlannedDefinition> target;
    private final Map<String, Integer> rowOf = new TreeMap<>();
    private final Map<Integer, String> nameOf = new HashMap<>();
    private final Map<String, ReplacementOrder> orders = new HashMap<>();
    private final List<Plan.NewRow> newRows = new ArrayList<>();
    private final boolean back;

    private Assignment(Map<String, PlannedDefinition> target, boolean back) {
        this.target = target;
        this.back = back;
    }

    /** @param back the target is one that a rollback returns to */
    static Assignment of(List<PlanRow> rows, Map<String, PlannedDefinition> target, boolean back, int firstNo) {
        Assignment result = new Assignment(target, back);
        Map<String, List<PlanRow>> byName = rows.stream().collect(Collectors.groupingBy(PlanRow::name));
        new TreeMap<>(target).values().forEach(definition -> result.assign(definition, byName.getOrDefault(definition.name(), List.of()), firstNo));
        return result;
    }

    private void assign(PlannedDefinition definition, List<PlanRow> copies, int firstNo) {
        ReplacementOrder order = order(definition, copies);
        orders.put(definition.name(), order);
        Optional<PlanRow> best = copies.stream()
                .filter(row -> row.type().equals(definition.type()) && row.action() != ResourceAction.DELETE && sameThing(row, definition))
                .max(preference(definition));
        int no = best.map(PlanRow::no).orElseGet(() -> {
            newRows.add(new Plan.NewRow(firstNo + newRows.size(), definition.name(), definition.type(), replaced(copies), order));
            return newRows.getLast().no();
        });
        rowOf.put(definition.name(), no);
        nameOf.put(no, definition.name());
    }

    /** What dependents see now; but before that, what is still being made or changed, since the new copy begins after it. */
    private static OptionalInt replaced(List<PlanRow> copies) {
        return copies.stream().filter(row -> row.makes() || row.current() && !row.tombstone()).max(Comparator.comparing(PlanRow::makes)).stream().mapToInt(PlanRow::no).findAny();
    }

    /** The target says; but what was said of copies that must not exist twice holds until a rollback is over, too: it has to do with these very copies. */
    private ReplacementOrder order(PlannedDefinition definition, List<PlanRow> copies) {
        boolean sticks = back && copies.stream().anyMatch(row -> !row.tombstone() && row.replacement() == ReplacementOrder.DELETE_FIRST);
        return sticks ? ReplacementOrder.DELETE_FIRST : definition.replacement();
    }

    /** What is not the stack's is never taken for its own. The stack's own may become what only is referred to: then it is let go, and stays. */
    private static boolean sameThing(PlanRow row, PlannedDefinition definition) {
        return definition.externalId().isEmpty() ? !row.external() : row.action() == ResourceAction.INIT || row.physicalId().equals(definition.externalId());
    }

    /** Ascending: what stands for the external id, what already is as wanted, what did not fail, what dependents see now, what was not replaced, what is newest. */
    private static Comparator<PlanRow> preference(PlannedDefinition definition) {
        return Comparator
                .comparing((PlanRow row) -> definition.externalId().isPresent() && row.physicalId().equals(definition.externalId()))
                .thenComparing(row -> row.status() == Status.COMPLETE && row.definitionHash().equals(Optional.of(definition.hash())))
                .thenComparing(row -> row.status() != Status.FAILED)
                .thenComparing(PlanRow::current)
                .thenComparing(row -> row.replacedBy().isEmpty())
                .thenComparing(PlanRow::no);
    }

    List<Plan.NewRow> newRows() {
        return newRows;
    }

    boolean serves(String name) {
        return rowOf.containsKey(name);
    }

    int rowFor(String name) {
        return rowOf.get(name);
    }

    /** What comes first if the name needs a new copy; of names of the target. */
    ReplacementOrder order(String name) {
        return orders.getOrDefault(name, ReplacementOrder.CREATE_FIRST);
    }

    /** Names that a name of the target depends on. */
    Set<String> dependencies(String name) {
        return target.get(name).dependencies();
    }

    /** The definition that the row serves, if it serves any. */
    Optional<PlannedDefinition> servedBy(int no) {
        return Optional.ofNullable(nameOf.get(no)).map(target::get);
    }

    Iterable<PlannedDefinition> definitions() {
        return target.values();
    }
}
