package io.rowloom.traversal;

import io.rowloom.stack.Approach;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.stack.Tags;
import io.rowloom.store.Definitions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** A plan, and how it reads: steps are {@code "update 3"} and {@code "cleanup 3"}, by the number of the row. */
record Planned(Plan plan) {
    static final int NEXT_NO = 1000;

    static Planned of(List<PlanRow> rows, Map<String, PlannedDefinition> target) {
        return of(StackAction.UPDATE, rows, target);
    }

    private static Planned of(StackAction action, List<PlanRow> rows, Map<String, PlannedDefinition> target) {
        return new Planned(Planning.plan(new PlanView(stack(action), rows), target));
    }

    static Planned rollback(List<Row> rows, String... target) {
        return of(StackAction.ROLLBACK, rows.stream().map(Row::row).toList(), Definitions.of(target));
    }

    static Planned of(List<Row> rows, String... target) {
        return of(rows.stream().map(Row::row).toList(), Definitions.of(target));
    }

    static Planned visiting(NodeKind kind, Row... rows) {
        return new Planned(Planning.visiting(new PlanView(stack(StackAction.UPDATE), Arrays.stream(rows).map(Row::row).toList()), kind));
    }

    private static Stack stack(StackAction action) {
        return new Stack(new StackId(new UUID(1, 2)), "acme", "web", 5, 4, action, Status.IN_PROGRESS, "", Optional.empty(), Optional.empty(),
                OnFailure.STOP, new UUID(3, 4), Optional.empty(), Optional.empty(), 0, 0, NEXT_NO, Approach.TRUST, Instant.EPOCH, Instant.EPOCH, Optional.empty(), Tags.NONE);
    }

    /** What each step waits for. */
    Map<String, Set<String>> steps() {
        Map<Integer, String> words = plan.nodes().stream().collect(Collectors.toMap(Plan.Node::no, Planned::words));
        Map<String, Set<String>> before = new TreeMap<>();
        words.values().forEach(step -> before.put(step, new TreeSet<>()));
        plan.nodes().forEach(node -> node.dependents().forEach(d -> before.get(words.get(d)).add(words.get(node.no()))));
        return before;
    }

    Set<String> before(String step) {
        return steps().get(step);
    }

    Plan.Visit visit(int no) {
        return plan.visits().stream().filter(v -> v.no() == no).findAny().orElseThrow();
    }

    private static String words(Plan.Node node) {
        return node.kind().name().toLowerCase(Locale.ROOT) + " " + node.resource();
    }

    /** In an order in which they can run; shorter than {@link Plan#nodes} if some never can. */
    List<Plan.Node> runnable() {
        Map<Integer, Plan.Node> byNo = plan.nodes().stream().collect(Collectors.toMap(Plan.Node::no, n -> n));
        Map<Integer, Integer> waiting = new HashMap<>();
        plan.nodes().forEach(n -> waiting.put(n.no(), n.waitingFor()));
        List<Plan.Node> order = plan.nodes().stream().filter(n -> n.waitingFor() == 0).collect(Collectors.toCollection(ArrayList::new));
        for (int i = 0; i < order.size(); i++) {
            for (int d : order.get(i).dependents()) {
                if (waiting.merge(d, -1, Integer::sum) == 0) {
                    order.add(byNo.get(d));
                }
            }
        }
        return order;
    }

    /** The numbers of the rows that are current once this is written, by name. */
    Map<String, List<Integer>> currentAfter(Collection<PlanRow> rows) {
        Map<String, List<Integer>> current = new TreeMap<>();
        Map<Integer, Boolean> visited = plan.visits().stream().collect(Collectors.toMap(Plan.Visit::no, Plan.Visit::current));
        rows.stream().filter(r -> visited.getOrDefault(r.no(), r.current())).forEach(r -> add(current, r.name(), r.no()));
        plan.newRows().forEach(r -> add(current, r.name(), r.no()));
        return current;
    }

    private static void add(Map<String, List<Integer>> map, String name, int no) {
        map.computeIfAbsent(name, _ -> new ArrayList<>()).add(no);
    }
}
