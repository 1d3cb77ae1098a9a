package io.rowloom.db;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Maps;
import io.rowloom.engine.EngineId;
import io.rowloom.resource.Claim;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.DueAction;
import io.rowloom.resource.Phase;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.StackHead;
import io.rowloom.stack.StackId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends claims, and reads what was got. */
final class ClaimStatement {
    private final Transactions transactions;
    private final Trees trees;

    ClaimStatement(Transactions transactions, Trees trees) {
        this.transactions = transactions;
        this.trees = trees;
    }

    List<ClaimedAction> claim(EngineId engine, Map<StackHead, List<ClaimIntent>> intents) {
        if (intents.size() > 1 && transactions.locksStacks()) {
            return intents.entrySet().stream().flatMap(of -> claim(engine, Map.of(of.getKey(), of.getValue())).stream()).toList();
        }
        Places places = new Places();
        List<Asked> asked = asked(places, intents);
        List<Object> binds = binds(engine, asked);
        binds.addAll(0, places.binds());
        binds.add(0);
        return actions(engine, asked, transactions.statement(places.stacks(), tx -> tx.query(ClaimSql.CLAIM, binds.toArray())));
    }

    /** Claims that a statement asks for, of stacks that have their places in it. */
    static List<Asked> asked(Places places, Map<StackHead, List<ClaimIntent>> intents) {
        return intents.entrySet().stream()
                .flatMap(of -> of.getValue().stream().map(intent -> new Asked(places.of(of.getKey().id(), of.getKey().traversal()), of.getKey(), intent))).toList();
    }

    /** @param place of its stack in the statement */
    record Asked(int place, StackHead stack, ClaimIntent intent) {}

    /** The rows that tell of claims; a row may tell of none. */
    List<ClaimedAction> claimed(EngineId engine, List<Asked> asked, List<Row> answer) {
        return actions(engine, asked, answer.stream().filter(row -> row.integerIfAny("no").isPresent()).toList());
    }

    /** Two statements: what is counted must be read after the locks were got. Waits for other claims within the same limits, and for nothing else. */
    List<ClaimedAction> claimWithinLimits(StackHead stack, EngineId engine, List<ClaimIntent> intents) {
        Places places = new Places();
        List<Asked> asked = asked(places, Map.of(stack, intents));
        List<Object> ofClaim = binds(engine, asked);
        ofClaim.addAll(0, places.binds());
        return actions(engine, asked, transactions.transaction(stack.id(), tx -> {
            List<Row> limits = tx.query(LimitSql.LOCK, stack.id().value(), stack.id().value(), Binds.integers(intents, ClaimIntent::no));
            List<Row> ofTypes = limits.stream().filter(limit -> limit.textIfAny("type").isPresent()).toList();
            List<Object> binds = new ArrayList<>(ofClaim);
            binds.add(limits.stream().filter(limit -> limit.textIfAny("type").isEmpty()).map(limit -> limit.integer("most")).findAny());
            binds.add(Binds.texts(ofTypes, limit -> limit.text("type")));
            binds.add(Binds.integers(ofTypes, limit -> limit.integer("most")));
            binds.add(0);
            return tx.query(ClaimSql.CLAIM_WITHIN_LIMITS, binds.toArray());
        }));
    }

    /** What {@link ClaimSql} is given of claims, after the stacks. */
    List<Object> binds(EngineId engine, List<Asked> asked) {
        List<ClaimIntent> intents = asked.stream().map(Asked::intent).toList();
        return new ArrayList<>(List.of(engine.value(), Binds.integers(asked, Asked::place), Binds.integers(intents, ClaimIntent::no), Binds.numbers(intents, ClaimIntent::version),
                Binds.integers(intents, ClaimIntent::node), Binds.texts(intents, i -> i.action().name()), Binds.flags(intents, ClaimIntent::newGeneration),
                Binds.texts(intents, intent -> trees.write(intent.args())),
                Binds.lists(intents, ClaimIntent::requires), Binds.textsIfAny(intents, ClaimIntent::definition), Binds.texts(intents, i -> i.deletionPolicy().name()),
                Binds.texts(intents, i -> i.firstPhase().name()),
                Binds.textsIfAny(intents, i -> Texts.storable(i.refusal())), Binds.textsIfAny(intents, i -> i.adopted().map(a -> Texts.storable(a.physicalId()))),
                Binds.textsIfAny(intents, intent -> intent.adopted().map(a -> trees.write(a.outputs()))),
                Binds.uuidsIfAny(intents, ClaimIntent::snapshot), Binds.texts(intents, i -> Binds.words(i.rules().words()))));
    }

    private List<ClaimedAction> actions(EngineId engine, List<Asked> asked, List<Row> won) {
        Map<Key, Asked> byKey = Maps.uniqueIndex(asked, a -> new Key(a.stack().id(), a.intent().no()));
        return won.stream().map(row -> {
            Asked one = Optional.ofNullable(byKey.get(Key.of(row))).orElseThrow();
            return action(row, one.stack(), engine, one.intent().args(), follower(row));
        }).toList();
    }

    private Optional<ReadyNode> follower(Row row) {
        return row.integerIfAny("f_node").isPresent() ? Optional.of(ReadyRows.node(row, "f_", trees)) : Optional.empty();
    }

    List<ClaimedAction> resume(EngineId engine, List<DueAction> actions) {
        List<Row> won = transactions.statement(tx -> tx.query(ClaimSql.RESUME, Binds.uuids(actions, a -> a.stack().value()), Binds.integers(actions, DueAction::no),
                Binds.numbers(actions, DueAction::version), engine.value()));
        return won.stream().map(row -> action(row, StackRows.head(row), engine, row.object("args", trees), Optional.empty())).toList();
    }

    private record Key(StackId stack, int no) {
        static Key of(Row row) {
            return new Key(row.stack("stack_id"), row.integer("no"));
        }
    }

    private ClaimedAction action(Row row, StackHead stack, EngineId engine, ObjectNode args, Optional<ReadyNode> follower) {
        Claim claim = new Claim(stack.id(), row.integer("no"), engine, row.number("version"));
        return new ClaimedAction(stack, claim, row.integer("claim_traversal"), row.integer("claim_node"), row.text("name"), row.text("type"),
                row.word("action", ResourceAction.class), row.integer("generation"), row.word("phase", Phase.class), row.jsonIfAny("cookie").map(trees::read),
                row.textIfAny("physical_id"), args, row.objectIfAny("properties", trees), row.object("outputs", trees), row.textIfAny("input_hash"), row.text("reason"), row.integer("attempts"),
                row.integer("tries"), row.integer("wake"), row.flag("cancel"), row.objectIfAny("kept", trees), row.rules(), row.external(), follower);
    }
}
