package io.rowloom.cli.progress;

import io.rowloom.engine.EngineId;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A stack at one moment, as far as its progress goes.
 *
 * @param target what the current traversal leads to: resources with what each depends on; empty when it leads to nothing
 * @param engines names by id
 */
public record Picture(
        Stack stack, List<ResourceView> rows, SortedMap<String, Set<String>> target, History history, Map<EngineId, String> engines, Instant now) {

    /** One line of progress: a physical copy, or a resource that has none yet. */
    public record Item(String name, State state, int no, List<String> after, List<String> waitsFor) {}

    /** Where a resource stands in the current traversal. Of one that has ended, {@code WAITING} is what was never begun. */
    public enum State { WAITING, RUNNING, DONE, FAILED }

    /** Everything there is or shall be, each after what it depends on. Tombstones only while the stack is being deleted. */
    public List<Item> items() {
        Map<Integer, String> names = new HashMap<>();
        TreeMap<String, ResourceView> current = new TreeMap<>();
        rows.forEach(row -> names.put(row.no(), row.name()));
        rows.stream().filter(row -> row.current() && !row.tombstone()).forEach(row -> current.put(row.name(), row));
        List<Item> items = new ArrayList<>();
        for (Map.Entry<String, Set<String>> wanted : target.entrySet()) {
            ResourceView row = current.remove(wanted.getKey());
            List<String> after = List.copyOf(wanted.getValue());
            items.add(row == null ? new Item(wanted.getKey(), State.WAITING, -1, after, unfinished(after)) : item(row, after));
        }
        for (ResourceView row : rows) {
            boolean listed = row.current() && !row.tombstone() && !current.containsKey(row.name());
            if (!listed && (!row.tombstone() || deleting())) {
                items.add(item(row, row.required().stream().map(no -> names.getOrDefault(no, "?")).filter(name -> !name.equals(row.name())).distinct().toList()));
            }
        }
        return items;
    }

    public boolean deleting() {
        return stack.action() == StackAction.DELETE;
    }

    /** Rows that go: not part of the target. */
    public boolean leaving(Item item) {
        return item.no() >= 0 && rows.stream().anyMatch(row -> row.no() == item.no() && (!row.current() || !target.containsKey(row.name())));
    }

    private Item item(ResourceView row, List<String> after) {
        State state = state(row);
        return new Item(row.name(), state, row.no(), after, state == State.WAITING ? unfinished(after) : List.of());
    }

    private State state(ResourceView row) {
        boolean kept = row.current() && target.containsKey(row.name());
        return switch (row.status()) {
            case IN_PROGRESS -> State.RUNNING;
            case FAILED -> row.dirty() && stack.inProgress() && row.engine().isEmpty() ? State.WAITING : State.FAILED;
            case COMPLETE -> row.tombstone() || kept && !row.dirty() && row.action() != ResourceAction.INIT ? State.DONE : State.WAITING;
        };
    }

    private List<String> unfinished(List<String> names) {
        return deleting() ? List.of() : names.stream().filter(name -> rows.stream().filter(row -> row.current() && row.name().equals(name))
                .noneMatch(row -> state(row) == State.DONE)).toList();
    }
}
