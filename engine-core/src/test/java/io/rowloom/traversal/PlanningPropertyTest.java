package io.rowloom.traversal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.engine.EngineId;
import io.rowloom.resource.ResourceAction;
import io.rowloom.stack.Status;
import io.rowloom.template.ReplacementOrder;
import io.rowloom.store.Definitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What holds for every plan, whatever the rows: also for rows that no history of requests leads to. */
class PlanningPropertyTest {
    private static final int SEEDS = 5_000;

    @Test
    void everyPlanCanRunToItsEnd() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<PlanRow> rows = rows(random);
            Map<String, PlannedDefinition> target = target(random);
            check(seed, rows, target, Planned.of(rows, target));
        }
    }

    private static void check(int seed, List<PlanRow> rows, Map<String, PlannedDefinition> target, Planned planned) {
        Plan plan = planned.plan();
        assertThat(planned.runnable()).as("seed %d: all can run", seed).hasSameSizeAs(plan.nodes());
        Map<Integer, Integer> predecessors = new HashMap<>();
        plan.nodes().forEach(node -> node.dependents().forEach(d -> predecessors.merge(d, 1, Integer::sum)));
        Set<Integer> numbers = new HashSet<>();
        plan.newRows().forEach(row -> assertThat(numbers.add(row.no())).isTrue());
        assertThat(numbers).as("seed %d: numbers of rows are new ones", seed).allMatch(no -> no >= plan.nextNoRead() && no < plan.nextNo());
        assertThat(plan.nodes()).as("seed %d: nodes are numbered from 1", seed).extracting(Plan.Node::no).containsExactlyElementsOf(IntStream.rangeClosed(1, plan.nodes().size()).boxed().toList());
        assertThat(plan.nextNo()).as("seed %d: the next number is above those of nodes", seed).isGreaterThan(plan.nodes().size());
        Set<Integer> resources = new HashSet<>();
        for (Plan.Node node : plan.nodes()) {
            assertThat(resources.add(node.resource())).as("seed %d: at most one node per row", seed).isTrue();
            assertThat(node.waitingFor()).as("seed %d: counts its predecessors", seed).isEqualTo(predecessors.getOrDefault(node.no(), 0));
            assertThat(node.dependents()).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
        }
        checkOrders(seed, rows, target, plan);
        checkRoles(seed, rows, target, planned, resources);
    }

    private static void checkOrders(int seed, List<PlanRow> rows, Map<String, PlannedDefinition> target, Plan plan) {
        Map<Integer, String> names = new HashMap<>();
        rows.forEach(row -> names.put(row.no(), row.name()));
        plan.newRows().forEach(row -> names.put(row.no(), row.name()));
        for (Plan.Node update : plan.nodes().stream().filter(node -> node.kind() == NodeKind.UPDATE).toList()) {
            String name = names.get(update.resource());
            boolean deleteFirst = target.get(name).replacement() == ReplacementOrder.DELETE_FIRST;
            for (Plan.Node cleanup : plan.nodes().stream().filter(node -> node.kind() == NodeKind.CLEANUP && names.get(node.resource()).equals(name)).toList()) {
                assertThat(cleanup.dependents().contains(update.no())).as("seed %d: %s waits for %s", seed, update, cleanup).isEqualTo(deleteFirst);
                assertThat(update.dependents().contains(cleanup.no())).as("seed %d: %s waits for %s", seed, cleanup, update).isEqualTo(!deleteFirst);
            }
        }
    }

    private static void checkRoles(int seed, List<PlanRow> rows, Map<String, PlannedDefinition> target, Planned planned, Set<Integer> resources) {
        Map<String, List<Integer>> current = planned.currentAfter(rows);
        assertThat(current.keySet()).as("seed %d", seed).containsAll(target.keySet());
        assertThat(current.values()).as("seed %d: one current row per name", seed).allMatch(numbers -> numbers.size() == 1);
        Set<Integer> visited = new HashSet<>(resources);
        planned.plan().newRows().forEach(row -> assertThat(visited.remove(row.no())).as("seed %d: a new row has a node", seed).isTrue());
        assertThat(planned.plan().visits().stream().map(Plan.Visit::no).toList()).as("seed %d", seed).isSorted().containsExactlyInAnyOrderElementsOf(visited);
        for (PlanRow row : rows) {
            boolean busy = row.dirty() || row.open() || row.holder().isPresent();
            assertThat(busy && !visited.contains(row.no())).as("seed %d: %s is left behind", seed, row).isFalse();
        }
        for (Plan.Node node : planned.plan().nodes()) {
            boolean deleteBegun = rows.stream().anyMatch(r -> r.no() == node.resource() && r.action() == ResourceAction.DELETE);
            assertThat(node.kind() == NodeKind.UPDATE && deleteBegun).as("seed %d: no update of a deleted row", seed).isFalse();
            boolean serves = current.values().stream().anyMatch(numbers -> numbers.contains(node.resource()));
            assertThat(node.kind() == NodeKind.UPDATE && !serves).as("seed %d: what is updated is current", seed).isFalse();
        }
    }

    private static Map<String, PlannedDefinition> target(Random random) {
        List<String> names = names(random);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < random.nextInt(names.size() + 1); i++) {
            StringBuilder line = new StringBuilder(names.get(i) + (random.nextInt(3) == 0 ? "!" : "") + (random.nextInt(5) == 0 ? ":Disk" : "") + "=" + random.nextInt(3));
            String separator = " needs ";
            for (int j = 0; j < i && j < lines.size(); j++) {
                if (random.nextInt(3) == 0) {
                    line.append(separator).append(names.get(j));
                    separator = " ";
                }
            }
            lines.add(line.toString());
        }
        Map<String, PlannedDefinition> target = new TreeMap<>(Definitions.of(lines.toArray(String[]::new)));
        target.replaceAll((_, d) -> new PlannedDefinition(d.name(), d.type(), d.hash().replaceAll(" .*", "").replace("!", ""), d.dependencies(), d.replacement(), d.externalId()));
        return target;
    }

    private static List<String> names(Random random) {
        List<String> names = new ArrayList<>(List.of("A", "B", "C", "D", "E", "F", "G"));
        Collections.shuffle(names, random);
        return names;
    }

    private static List<PlanRow> rows(Random random) {
        int count = random.nextInt(12);
        Set<String> current = new HashSet<>();
        List<PlanRow> rows = new ArrayList<>();
        for (int no = 1; no <= count; no++) {
            String name = names(random).getFirst();
            String type = random.nextInt(5) == 0 ? "Disk" : Definitions.TYPE;
            boolean open = random.nextInt(4) == 0;
            Optional<EngineId> holder = open && random.nextBoolean() ? Optional.of(new EngineId(new UUID(0, 1))) : Optional.empty();
            ResourceAction action = List.of(ResourceAction.INIT, ResourceAction.CREATE, ResourceAction.UPDATE, ResourceAction.DELETE).get(random.nextInt(4));
            Status status = open ? Status.IN_PROGRESS : random.nextInt(3) == 0 ? Status.FAILED : Status.COMPLETE;
            boolean tombstone = action == ResourceAction.DELETE && status == Status.COMPLETE;
            rows.add(new PlanRow(no, name, type, !tombstone && random.nextBoolean() && current.add(name), random.nextInt(50), holder, open, action, status,
                    hash(random, name, type), random.nextInt(3) == 0, some(random, count), one(random, count, no), one(random, count, no),
                    ReplacementOrder.CREATE_FIRST, Optional.empty(), false));
        }
        return rows;
    }

    private static Optional<String> hash(Random random, String name, String type) {
        return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(name + (type.equals("Disk") ? ":Disk" : "") + "=" + random.nextInt(3));
    }

    private static List<Integer> some(Random random, int count) {
        return IntStream.rangeClosed(1, count).filter(_ -> random.nextInt(4) == 0).boxed().toList();
    }

    private static OptionalInt one(Random random, int count, int not) {
        int no = 1 + random.nextInt(count);
        return no == not || random.nextInt(3) > 0 ? OptionalInt.empty() : OptionalInt.of(no);
    }

    @Test
    void tenThousandRowsInCirclesTakeSeconds() {
        int pairs = 5_000;
        List<PlanRow> rows = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            rows.add(Row.row(2 * i + 1, "A" + i, 2 * i + 2, 2 * i + 3).row());
            rows.add(Row.row(2 * i + 2, "B" + i, 2 * i + 1).row());
        }
        Assertions.assertTimeout(Duration.ofSeconds(20), () -> assertThat(Planned.of(rows, Map.of()).runnable()).hasSize(2 * pairs));
    }
}
