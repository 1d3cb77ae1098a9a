package io.rowloom.db;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import com.google.common.collect.Maps;
import io.rowloom.db.ClaimStatement.Asked;
import io.rowloom.engine.EngineId;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.NextClaim;
import io.rowloom.resource.StackHead;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.template.rule.Hook;
import io.rowloom.traversal.FinishResult;
import io.rowloom.traversal.FinishResult.Standing;
import io.rowloom.traversal.Finished;
import io.rowloom.traversal.FinishedAndClaimed;
import io.rowloom.traversal.StackFinish;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sends successes, alone and with the claims of what comes next, and reads what became of each stack. */
final class FinishStatement {
    private final Transactions transactions;
    private final Trees trees;

    FinishStatement(Transactions transactions, Trees trees) {
        this.transactions = transactions;
        this.trees = trees;
    }

    List<FinishResult> finish(List<StackFinish> finishes) {
        if (apart(finishes)) {
            return finishes.stream().flatMap(one -> finish(List.of(one)).stream()).toList();
        }
        Places places = new Places();
        List<Placed> rows = placed(places, finishes);
        List<Object> binds = binds(rows);
        binds.addAll(0, places.binds());
        PlainStatement statement = new PlainStatement(keeps(rows) ? FinishSql.FINISH_KEEPING : FinishSql.FINISH, binds.toArray());
        return run(places, rows, tx -> {
            List<FinishResult> results = results(finishes, tx.query(statement));
            handled(tx, finishes, results);
            return results;
        });
    }

    /** The events of the successes and of the stacks come before those of the claims. */
    FinishedAndClaimed finishAndClaim(EngineId engine, List<StackFinish> finishes, Map<StackHead, List<NextClaim>> next) {
        if (apart(finishes)) {
            return oneByOne(engine, finishes, next);
        }
        Both both = both(engine, finishes, next);
        PlainStatement statement = new PlainStatement(keeps(both.rows()) ? ClaimSql.FINISH_KEEPING_AND_CLAIM : ClaimSql.FINISH_AND_CLAIM, both.binds().toArray());
        ClaimStatement claims = new ClaimStatement(transactions, trees);
        return run(both.places(), both.rows(), tx -> {
            List<Row> answer = tx.query(statement);
            List<FinishResult> results = results(finishes, answer.stream().filter(row -> row.integerIfAny("complete").isPresent()).toList());
            handled(tx, finishes, results);
            return new FinishedAndClaimed(results, claims.claimed(engine, both.asked(), answer));
        });
    }

    /** @param binds what {@link ClaimSql#FINISH_AND_CLAIM} is given */
    private record Both(Places places, List<Placed> rows, List<Asked> asked, List<Object> binds) {}

    private Both both(EngineId engine, List<StackFinish> finishes, Map<StackHead, List<NextClaim>> next) {
        Places places = new Places();
        List<Placed> rows = placed(places, finishes);
        List<Asked> asked = ClaimStatement.asked(places, intents(next));
        List<Object> binds = new ArrayList<>(binds(rows));
        binds.addAll(new ClaimStatement(transactions, trees).binds(engine, asked));
        binds.add(Binds.flags(next.values().stream().flatMap(List::stream).toList(), claim -> claim.after().isPresent()));
        binds.add(rows.size() + 1);
        binds.addAll(0, places.binds());
        return new Both(places, rows, asked, binds);
    }

    private static Map<StackHead, List<ClaimIntent>> intents(Map<StackHead, List<NextClaim>> next) {
        return Maps.transformValues(next, claims -> Lists.transform(claims, NextClaim::intent));
    }

    /** What {@link ClaimSql#FINISH_AND_CLAIM} is given. Pure. */
    List<Object> bindsOfFinishAndClaim(EngineId engine, List<StackFinish> finishes, Map<StackHead, List<NextClaim>> next) {
        return both(engine, finishes, next).binds();
    }

    /** Whether each stack has to have a transaction of its own: where that begins with a lock, or does more than the usual. */
    private boolean apart(List<StackFinish> finishes) {
        return finishes.size() > 1 && (transactions.locksStacks() || finishes.stream().flatMap(finish -> finish.rows().stream()).anyMatch(FinishStatement::isSpecial));
    }

    private static boolean isSpecial(Finished row) {
        return row.kept().isPresent() || !row.handled().isEmpty();
    }

    private FinishedAndClaimed oneByOne(EngineId engine, List<StackFinish> finishes, Map<StackHead, List<NextClaim>> next) {
        Map<StackHead, List<NextClaim>> left = new LinkedHashMap<>(next);
        List<FinishResult> results = new ArrayList<>();
        List<ClaimedAction> claimed = new ArrayList<>();
        for (StackFinish finish : finishes) {
            Map<StackHead, List<NextClaim>> its = ImmutableMap.copyOf(Maps.filterKeys(left, stack -> stack.id().equals(finish.stack())));
            FinishedAndClaimed one = finishAndClaim(engine, List.of(finish), its);
            results.addAll(one.finished());
            claimed.addAll(one.claimed());
            left.keySet().removeAll(its.keySet());
        }
        if (!left.isEmpty()) {
            claimed.addAll(new ClaimStatement(transactions, trees).claim(engine, intents(left)));
        }
        return new FinishedAndClaimed(results, claimed);
    }

    private <T> T run(Places places, List<Placed> rows, Function<Tx, T> verb) {
        boolean several = rows.stream().anyMatch(row -> !row.finished().handled().isEmpty());
        return several ? transactions.transaction(places.stacks(), verb) : transactions.statement(places.stacks(), verb);
    }

    /** @param place of its stack in the statement */
    private record Placed(int place, Finished finished) {}

    private static List<Placed> placed(Places places, List<StackFinish> finishes) {
        return finishes.stream().flatMap(finish -> finish.rows().stream().map(row -> new Placed(places.of(finish.stack(), finish.traversal()), row)))
                .sorted(Comparator.comparing((Placed row) -> row.finished().claim().stack()).thenComparing(row -> row.finished().claim().no())).toList();
    }

    private static boolean keeps(List<Placed> rows) {
        return rows.stream().anyMatch(row -> row.finished().kept().isPresent());
    }

    /** What {@link FinishSql} is given of successes, after the stacks. */
    private List<Object> binds(List<Placed> placed) {
        List<Finished> rows = placed.stream().map(Placed::finished).toList();
        List<Object> binds = new ArrayList<>(List.of(Binds.integers(placed, Placed::place), Binds.integers(rows, f -> f.claim().no()),
                Binds.uuids(rows, f -> f.claim().engine().value()), Binds.numbers(rows, f -> f.claim().fence()),
                Binds.textsIfAny(rows, f -> Texts.storable(f.physicalId())), Binds.textsIfAny(rows, f -> f.outputs().map(trees::write)), Binds.textsIfAny(rows, Finished::inputHash),
                Binds.texts(rows, f -> Texts.storable(f.reason())), Binds.textsIfAny(rows, f -> f.hook().map(Hook::word))));
        if (keeps(placed)) {
            binds.add(Binds.textsIfAny(rows, f -> f.kept().map(trees::write)));
        }
        binds.addAll(List.of(0, rows.size()));
        return binds;
    }

    /** Of each finish, in their order. A stack that the answer has no row of lost all its fences. */
    private static List<FinishResult> results(List<StackFinish> finishes, List<Row> answer) {
        Map<StackId, Row> byStack = Maps.uniqueIndex(answer, row -> row.stack("stack"));
        return finishes.stream().map(finish -> Optional.ofNullable(byStack.get(finish.stack())).map(FinishStatement::result).orElseGet(FinishResult::nothing)).toList();
    }

    private static void handled(Tx tx, List<StackFinish> finishes, List<FinishResult> results) {
        for (int i = 0; i < finishes.size(); i++) {
            StackFinish finish = finishes.get(i);
            List<Integer> recorded = results.get(i).recorded();
            finish.rows().stream().filter(row -> recorded.contains(row.claim().no())).forEach(row -> SignalRows.handled(tx, finish.stack(), row.claim().no(), row.handled()));
        }
    }

    /** Of a row that tells what became of a stack. */
    static FinishResult result(Row row) {
        Standing standing = row.wordIfAny("status", Status.class).map(FinishStatement::standing).orElse(Standing.OVER);
        List<Integer> ready = standing == Standing.GOES_ON ? row.integers("ready") : List.of();
        return new FinishResult(row.integers("recorded"), ready, row.flag("newer"), standing);
    }

    static Standing standing(Status status) {
        return switch (status) {
            case IN_PROGRESS -> Standing.GOES_ON;
            case COMPLETE -> Standing.COMPLETE;
            case FAILED -> Standing.FAILED;
        };
    }
}
