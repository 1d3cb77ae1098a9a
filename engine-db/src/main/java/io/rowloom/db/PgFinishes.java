package io.rowloom.db;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.rowloom.engine.EngineId;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.Claim;
import io.rowloom.resource.NextClaim;
import io.rowloom.resource.StackHead;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.template.rule.Hook;
import io.rowloom.traversal.CutOff;
import io.rowloom.traversal.Failure;
import io.rowloom.traversal.FinishResult;
import io.rowloom.traversal.FinishResult.Standing;
import io.rowloom.traversal.Finished;
import io.rowloom.traversal.FinishedAndClaimed;
import io.rowloom.traversal.Finishes;
import io.rowloom.traversal.Refusal;
import io.rowloom.traversal.ReplaceIntent;
import io.rowloom.traversal.ReplaceResult;
import java.util.ArrayList;
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
    public FinishResult finish(StackId stack, int traversal, List<Finished> finished) {
        List<Finished> rows = Binds.byNumber(finished, f -> f.claim().no());
        String[] outputs = outputs(rows);
        String[] kept = kept(rows);
        boolean signals = rows.stream().anyMatch(f -> !f.handled().isEmpty());
        return signals ? transactions.transaction(stack, tx -> finish(tx, stack, traversal, rows, outputs, kept))
                : transactions.statement(stack, tx -> finish(tx, stack, traversal, rows, outputs, kept));
    }

    private static FinishResult finish(Tx tx, StackId stack, int traversal, List<Finished> rows, String[] outputs, String[] kept) {
        FinishResult result = tx.query(statement(stack, traversal, rows, outputs, kept)).stream().map(PgFinishes::result).findAny().orElseGet(FinishResult::nothing);
        handled(tx, stack, rows, result);
        return result;
    }

    private static void handled(Tx tx, StackId stack, List<Finished> rows, FinishResult result) {
        rows.stream().filter(f -> result.recorded().contains(f.claim().no())).forEach(f -> SignalRows.handled(tx, stack, f.claim().no(), f.handled()));
    }

    private static PlainStatement statement(StackId stack, int traversal, List<Finished> rows, String[] outputs, String[] kept) {
        return new PlainStatement(keeps(rows) ? FinishSql.FINISH_KEEPING : FinishSql.FINISH, binds(stack, traversal, rows, outputs, kept).toArray());
    }

    private static boolean keeps(List<Finished> rows) {
        return rows.stream().anyMatch(f -> f.kept().isPresent());
    }

    private static List<Object> binds(StackId stack, int traversal, List<Finished> rows, String[] outputs, String[] kept) {
        List<Object> binds = new ArrayList<>(List.of(stack.value(), traversal, Binds.integers(rows, f -> f.claim().no()),
                Binds.uuids(rows, f -> f.claim().engine().value()), Binds.numbers(rows, f -> f.claim().fence()),
                Binds.textsIfAny(rows, f -> Texts.storable(f.physicalId())), outputs, Binds.textsIfAny(rows, Finished::inputHash),
                Binds.texts(rows, f -> Texts.storable(f.reason())), Binds.textsIfAny(rows, f -> f.hook().map(Hook::word))));
        if (keeps(rows)) {
            binds.add(kept);
        }
        binds.add(0);
        return binds;
    }

    /** The events of the successes and of the stack come before those of the claims. */
    @Override
    public FinishedAndClaimed finishAndClaim(StackHead stack, EngineId engine, List<Finished> finished, List<NextClaim> wanted) {
        List<Finished> rows = Binds.byNumber(finished, f -> f.claim().no());
        List<NextClaim> next = Binds.byNumber(wanted, claim -> claim.intent().no());
        ClaimStatement claims = new ClaimStatement(transactions, trees);
        List<Object> binds = bindsOfFinishAndClaim(stack, engine, rows, next);
        PlainStatement both = new PlainStatement(keeps(rows) ? ClaimStatement.FINISH_KEEPING_AND_CLAIM : ClaimStatement.FINISH_AND_CLAIM, binds.toArray());
        Function<Tx, FinishedAndClaimed> verb = tx -> {
            List<Row> answer = tx.query(both);
            FinishResult result = answer.stream().findFirst().map(PgFinishes::result).orElseGet(FinishResult::nothing);
            handled(tx, stack.id(), rows, result);
            return new FinishedAndClaimed(result, claims.claimed(stack, engine, next, answer));
        };
        boolean signals = rows.stream().anyMatch(f -> !f.handled().isEmpty());
        return signals ? transactions.transaction(stack.id(), verb) : transactions.statement(stack.id(), verb);
    }

    /** What {@link ClaimStatement#FINISH_AND_CLAIM} is given. Both by number. Pure. */
    List<Object> bindsOfFinishAndClaim(StackHead stack, EngineId engine, List<Finished> rows, List<NextClaim> next) {
        List<Object> binds = binds(stack.id(), stack.traversal(), rows, outputs(rows), kept(rows));
        binds.addAll(new ClaimStatement(transactions, trees).bindsOfNext(stack, engine, next, rows.size() + 1));
        return binds;
    }

    private String[] outputs(List<Finished> rows) {
        return Binds.textsIfAny(rows, f -> f.outputs().map(trees::write));
    }

    private String[] kept(List<Finished> rows) {
        return Binds.textsIfAny(rows, f -> f.kept().map(trees::write));
    }

    @Override
    public FinishResult cutOff(StackId stack, int traversal, List<CutOff> cutOffs) {
        List<CutOff> rows = Binds.byNumber(cutOffs, CutOff::no);
        return transactions.statement(stack, tx -> tx.one(FinishSql.CUT_OFF, stack.value(), traversal, Binds.integers(rows, CutOff::no), Binds.numbers(rows, CutOff::version),
                Binds.integers(rows, CutOff::node), Binds.texts(rows, PgFinishes::kind), ofUnchanged(rows, CutOff.Unchanged::inputHash),
                ofUnchanged(rows, CutOff.Unchanged::definition), ofUnchanged(rows, c -> Binds.list(c.requires())), ofUnchanged(rows, c -> c.deletionPolicy().name()),
                Binds.textsIfAny(rows, c -> c instanceof CutOff.NothingToDelete n ? Optional.of(Texts.storable(n.reason())) : Optional.empty()),
                ofUnchanged(rows, c -> Binds.words(c.rules().words())), 0))
                .map(PgFinishes::result).orElseGet(FinishResult::nothing);
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

    private static FinishResult result(Row row) {
        Standing standing = row.wordIfAny("status", Status.class).map(PgFinishes::standing).orElse(Standing.OVER);
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
