package io.rowloom.db;

import com.google.common.collect.ImmutableMap;
import io.rowloom.engine.EngineId;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.Claims;
import io.rowloom.resource.CurrentRow;
import io.rowloom.resource.DueAction;
import io.rowloom.resource.HoldIntent;
import io.rowloom.resource.ParkResult;
import io.rowloom.resource.Parking;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.Spread;
import io.rowloom.resource.StackHead;
import io.rowloom.resource.StackWork;
import io.rowloom.stack.StackId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Claim verbs: plain reads, and one guarded UPDATE each. */
final class PgClaims implements Claims {
    /** Each name's row is the first of those from it on: given the name alone, the planner may read all rows of the stack, when its plan was made while there were few. */
    static final String CURRENT = """
        SELECT c.* FROM (SELECT ?::uuid AS stack, ?::text[] AS names) p CROSS JOIN unnest(p.names) w(name)
        CROSS JOIN LATERAL (SELECT no, name, type, physical_id, outputs FROM resource r WHERE r.stack_id = p.stack AND r.name >= w.name AND r.current ORDER BY r.name LIMIT 1) c
        WHERE c.name = w.name""";

    private final Transactions transactions;
    private final Trees trees;

    PgClaims(Transactions transactions, Trees trees) {
        this.transactions = transactions;
        this.trees = trees;
    }

    @Override
    public List<StackWork> ready(int limit, Spread spread, Set<String> without) {
        String[] types = Binds.texts(without, Texts::storable);
        List<Object> binds = new ArrayList<>(ReadySql.binds(spread));
        binds.addAll(List.of(types, limit));
        return transactions.statement(tx -> works(tx.query(ReadySql.ready(spread), binds.toArray())));
    }

    @Override
    public List<StackWork> ready(Map<StackId, ? extends Collection<Integer>> nodes) {
        List<StackId> stacks = nodes.keySet().stream().sorted().toList();
        return transactions.statement(tx -> works(tx.query(ReadySql.IN_STACKS, Binds.uuids(stacks, StackId::value),
                Binds.lists(stacks, stack -> Optional.ofNullable(nodes.get(stack)).stream().flatMap(Collection::stream).distinct().sorted().<Integer>map(no -> no).toList()))));
    }

    private List<StackWork> works(List<Row> rows) {
        Map<StackId, StackHead> heads = new LinkedHashMap<>();
        Map<StackId, List<ReadyNode>> nodes = new LinkedHashMap<>();
        Map<StackId, Set<Integer>> limited = new HashMap<>();
        for (Row row : rows) {
            StackId stack = row.stack("s_id");
            heads.computeIfAbsent(stack, _ -> StackRows.head(row));
            nodes.computeIfAbsent(stack, _ -> new ArrayList<>()).add(ReadyRows.node(row, "", trees));
            if (row.flag("limited")) {
                limited.computeIfAbsent(stack, _ -> new HashSet<>()).add(row.integer("no"));
            }
        }
        return heads.values().stream().map(head -> new StackWork(head, List.copyOf(nodes.getOrDefault(head.id(), List.of())),
                limited.getOrDefault(head.id(), Set.of()))).toList();
    }

    @Override
    public Map<String, CurrentRow> current(StackId stack, Collection<String> names) {
        return transactions.statement(tx -> tx.query(CURRENT, stack.value(), Binds.texts(names, Texts::storable)).stream()
                .collect(ImmutableMap.toImmutableMap(row -> row.text("name"), row -> new CurrentRow(row.integer("no"), row.text("name"), row.text("type"),
                        row.textIfAny("physical_id"), row.object("outputs", trees)))));
    }

    @Override
    public List<ClaimedAction> claim(EngineId engine, Map<StackHead, List<ClaimIntent>> intents) {
        return intents.values().stream().allMatch(List::isEmpty) ? List.of() : new ClaimStatement(transactions, trees).claim(engine, intents);
    }

    @Override
    public List<ClaimedAction> claimWithinLimits(StackHead stack, EngineId engine, List<ClaimIntent> intents) {
        return intents.isEmpty() ? List.of() : new ClaimStatement(transactions, trees).claimWithinLimits(stack, engine, Binds.byNumber(intents, ClaimIntent::no));
    }

    @Override
    public List<Integer> hold(StackHead stack, List<HoldIntent> intents) {
        return intents.isEmpty() ? List.of() : transactions.statement(stack.id(), tx -> Holding.hold(tx, stack, Binds.byNumber(intents, HoldIntent::no)));
    }

    @Override
    public List<DueAction> due(int limit, Spread spread, Set<String> without) {
        String[] types = Binds.texts(without, Texts::storable);
        List<Object> binds = new ArrayList<>(List.of((Object) types));
        binds.addAll(ReadySql.binds(spread));
        binds.add(limit);
        return transactions.statement(tx -> tx.query(ReadySql.due(spread), binds.toArray()).stream().map(row -> new DueAction(row.stack("stack_id"), row.integer("no"), row.number("version"), row.text("type"))).toList());
    }

    @Override
    public List<ClaimedAction> resume(EngineId engine, List<DueAction> actions) {
        return actions.isEmpty() ? List.of() : new ClaimStatement(transactions, trees).resume(engine, actions);
    }

    @Override
    public List<ParkResult> park(List<Parking> parkings) {
        return new ParkStatement(transactions, trees).park(parkings);
    }
}
