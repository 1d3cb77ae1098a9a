package io.rowloom.traversal;

import io.rowloom.engine.EngineId;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.Claim;
import io.rowloom.resource.NextClaim;
import io.rowloom.resource.StackHead;
import io.rowloom.stack.StackId;
import java.util.List;
import java.util.Map;

/**
 * How an action ends: the outcome, the release of the claim, and everything that follows from it, in one transaction. The fence comes first; a row that
 * does not match it any more has no consequence at all.
 */
public interface Finishes {
    /**
     * Records successes. Dependents wait for one less, a stack for as many less as nodes of it were done by this. Not guaranteed: all stacks or none.
     *
     * @param finishes of different stacks
     * @return what became of each, in the same order
     */
    List<FinishResult> finish(List<StackFinish> finishes);

    /** The same for one stack. */
    default FinishResult finish(StackId stack, int traversal, List<Finished> rows) {
        return finish(List.of(new StackFinish(stack, traversal, rows))).getFirst();
    }

    /**
     * Records successes as {@link #finish(List)} does, and claims what the engine goes on with; what is claimed of a stack in the transaction that records its successes. A claim
     * is got if its row is as its version says, its node can run once the successes are recorded, and, if it is made after one of the successes, that one was recorded; and, if
     * there are successes of its stack, that is still in progress at the claim's traversal. Guarantee of a claim: as of {@link io.rowloom.resource.Claims#claim}; never got are
     * rows that a limit holds for.
     *
     * @param finishes of different stacks
     * @param next of these stacks at the same traversals, and of others
     */
    FinishedAndClaimed finishAndClaim(EngineId engine, List<StackFinish> finishes, Map<StackHead, List<NextClaim>> next);

    /** Records that nodes had nothing to do. Same consequences as {@link #finish(List)}. */
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
