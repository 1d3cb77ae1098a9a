package io.rowloom.traversal;

import java.util.List;

/**
 * What a finish came to.
 *
 * @param recorded numbers of the rows that were written; the others had lost their fence, and nothing follows from them
 * @param ready numbers of the nodes of the same traversal that can run now
 * @param newerWaits a newer traversal has a node for one of the rows: look for ready work
 */
public record FinishResult(List<Integer> recorded, List<Integer> ready, boolean newerWaits, Standing standing) {

    /** How the traversal stands after the commit. */
    public enum Standing {
        GOES_ON,
        /** This was its last node: the stack is complete. */
        COMPLETE,
        /** This was its last node, or the failure ended it: the stack is failed. */
        FAILED,
        /** A failure began a rollback, which is a new traversal to be planned. */
        ROLLING_BACK,
        /** It was superseded or over before; what happened is recorded, nothing follows. */
        OVER
    }

    public static FinishResult nothing() {
        return new FinishResult(List.of(), List.of(), false, Standing.OVER);
    }
}
