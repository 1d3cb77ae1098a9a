package io.rowloom.db;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.rowloom.engine.EngineId;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.Claim;
import io.rowloom.resource.NextClaim;
import io.rowloom.resource.StackHead;
import io.rowloom.stack.StackId;
import io.rowloom.traversal.CutOff;
import io.rowloom.traversal.Failure;
import io.rowloom.traversal.FinishResult;
import io.rowloom.traversal.FinishedAndClaimed;
import io.rowloom.traversal.Finishes;
import io.rowloom.traversal.Refusal;
import io.rowloom.traversal.ReplaceIntent;
import io.rowloom.traversal.ReplaceResult;
import io.rowloom.traversal.StackFinish;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finish verbs: rows under their fences first, then what follows from those that matched. */
final class PgFinishes implements Finishes {
    private final Transactions transactions;
    private final Trees trees;

    PgFinishes(Transactions transactions, Trees trees) {
        this.transactions = transactions;
        this.trees = trees;
    }

    @Override
    public List<FinishResult> finish(List<StackFinish> finishes) {
        return new FinishStatement(transactions, trees).finish(finishes);
    }

    @Override
    public FinishedAndClaimed finishAndClaim(EngineId engine, List<StackFinish> finishes, Map<StackHead, List<NextClaim>> next) {
        return new FinishStatement(transactions, trees).finishAndClaim(engine, finishes, next);
    }

    @Override
    public FinishResult cutOff(StackId stack, int traversal, List<CutOff> cutOffs) {
        List<CutOff> rows = Binds.byNumber(cutOffs, CutOff::no);
        return transactions.statement(stack, tx -> tx.one(FinishSql.CUT_OFF, stack.value(), traversal, Binds.integers(rows, CutOff::no), Binds.numbers(rows, CutOff::version),
                Binds.integers(rows, CutOff::node), Binds.texts(rows, PgFinishes::kind), ofUnchanged(rows, CutOff.Unchanged::inputHash),
                ofUnchanged(rows, CutOff.Unchanged::definition), ofUnchanged(rows, c -> Binds.list(c.requires())), ofUnchanged(rows, c -> c.deletionPolicy().name()),
                Binds.textsIfAny(rows, c -> c instanceof CutOff.NothingToDelete n ? Optional.of(Texts.storable(n.reason())) : Optional.empty()),
                ofUnchanged(rows, c -> Binds.words(c.rules().words())), 0, rows.size()))
                .map(FinishStatement::result).orElseGet(FinishResult::nothing);
    }

    private static String kind(CutOff cutOff) {
        return switch (cutOff) {
            case CutOff.Unchanged _ -> "UNCHANGED";
            case CutOff.AlreadyDeleted _ -> "DELETED";
            case CutOff.NothingToVisit _, CutOff.HookPassed _ -> "VISITED";
            case CutOff.NothingToDelete _ -> "NOTHING";
        };
    }

    private static String[] ofUnchanged(List<CutOff> rows, Function<CutOff.Unchanged, String> column) {
        return Binds.textsIfAny(rows, c -> c instanceof CutOff.Unchanged u ? Optional.of(column.apply(u)) : Optional.empty());
    }

    @Override
    public FinishResult fail(Failure failure) {
        Optional<String> drift = Differences.write(failure.drift(), trees);
        return transactions.transaction(failure.claim().stack(), tx -> new Failing(tx).fail(failure, drift));
    }

    @Override
    public FinishResult refuse(Refusal refusal) {
        return transactions.transaction(refusal.stack(), tx -> new Failing(tx).refuse(refusal));
    }

    @Override
    public boolean stop(Claim claim, String reason, Effect effect) {
        return transactions.statement(claim.stack(), tx -> new Failing(tx).row(claim, reason, effect, Optional.empty(), Optional.empty())).isPresent();
    }

    @Override
    public List<ReplaceResult> replace(StackId stack, int traversal, List<ReplaceIntent> intents) {
        List<ReplaceIntent> rows = Binds.byNumber(intents, intent -> intent.claim().no());
        Map<Integer, ReplaceResult> results = together(stack, traversal, rows)
                .orElseGet(() -> rows.stream().map(row -> together(stack, traversal, List.of(row)).orElseThrow()).flatMap(one -> one.entrySet().stream())
                        .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, Map.Entry::getValue)));
        return intents.stream().map(intent -> results.get(intent.claim().no())).collect(ImmutableList.toImmutableList());
    }

    private Optional<Map<Integer, ReplaceResult>> together(StackId stack, int traversal, List<ReplaceIntent> rows) {
        return transactions.transaction(stack, tx -> new Replacing(tx, stack, traversal, rows).replace());
    }

    static List<Integer> numbers(List<Row> rows, String column) {
        return rows.stream().map(row -> row.integer(column)).collect(ImmutableList.toImmutableList());
    }
}
