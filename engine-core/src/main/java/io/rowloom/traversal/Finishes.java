package io.rowloom.traversal;

import io.rowloom.engine.EngineId;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.Claim;
import io.rowloom.resource.NextClaim;
import io.rowloom.resource.StackHead;
import io.rowloom.stack.StackId;
import java.util.List;

/**
 * How an action ends: the outcome, the release of the claim, and everything that follows from it, in one transaction. The fence comes first; a row that
 * does not match it any more has no consequence at all.
 */
public interface Finishes {
    /** Records successes of one stack and one traversal. Dependents wait for one less, the stack for as many less as nodes were done by this. */
    FinishResult finish(StackId stack, int traversal, List<Finished> rows);

    /**
     * Records successes of the traversal that {@code stack} is at, as {@link #finish} does, and claims what the engine goes on with, in one transaction. A claim is got
     * if its row is as its version says, its node can run once the successes are recorded, the stack is still in progress at that traversal, and, if it is made after
     * one of the successes, that one was recorded. Guarantee of a claim: as of {@link io.rowloom.resource.Claims#claim}; never got are rows that a limit holds for.
     */
    FinishedAndClaimed finishAndClaim(StackHead stack, EngineId engine, List<Finished> rows, List<NextClaim> next);

    /** Records that nodes had nothing to do. Same consequences as {@link #finish}. */
    FinishResult cutOff(StackId stack, int traversal, List<CutOff> rows);

    /** Records a failure. Of several failures in a traversal the first one decides what the stack does. */
    FinishResult fail(Failure failure);

    /** Records that a node failed whose action was not begun: the row stays as it is. Same consequences as {@link #fail}. */
    FinishResult refuse(Refusal refusal);

    /** Gives the row back as failed, without consequence for the stack: the action was asked to stop. Answers whether the fence held. */
    boolean stop(Claim claim, String reason, Effect effect);

    /**
     * Gives rows back and puts a new copy in the place of each; the old ones are cleaned up in the same traversal, after their dependents moved. Where a row says that it is
     * to be deleted first, the new copy's node waits for that cleanup; and the cleanup waits for those of its dependents only that do not come after that node.
     *
     * <p>Guarantee: each row as if it were the only one, one after the other by number. Not guaranteed: all or nothing. Cost: grows with the rows, with what requires them
     * and with what they require, not with the stack.
     *
     * @param rows of one stack, claimed for one traversal
     * @return what became of each, in the order of {@code rows}
     */
    List<ReplaceResult> replace(StackId stack, int traversal, List<ReplaceIntent> rows);

    /** The same for one. */
    default ReplaceResult replace(Claim claim, int traversal, int node, String reason) {
        return replace(claim.stack(), traversal, List.of(new ReplaceIntent(claim, node, reason))).getFirst();
    }
}
