package io.rowloom.stack;

import io.rowloom.store.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The verbs on stack rows. Each is one transaction.
 *
 * <p>All of them throw {@link StoreUnavailableException} when the database cannot be reached; nothing is written then, or it is unknown whether, and the
 * same call with the same request id tells.
 */
public interface Stacks {

    /** Inserts a stack whose create is thereby accepted. {@link SubmitResult.Conflict} names the live stack that has the name. */
    SubmitResult create(NewStack stack);

    /**
     * Accepts a request, if the stack still is at the traversal that the caller saw. Guarantee: of two requests that saw the same traversal one is
     * accepted and the other is told. Touches no resource row, so a running action never delays it.
     */
    SubmitResult submit(StackId stack, int seenTraversal, Request request);

    /**
     * Ends the current traversal as FAILED and leaves everything as it is; running actions are asked to stop, in a transaction of its own that may be lost.
     * A later request goes on from there.
     */
    SubmitResult cancel(StackId stack, int seenTraversal);

    /** Live or deleted. */
    Optional<Stack> find(StackId stack);

    /** Live only. */
    Optional<Stack> find(String tenant, String name);

    /** Newest first; at most {@code limit} of those that the filter admits. */
    List<Stack> list(String tenant, boolean withDeleted, TagFilter tags, int limit);

    default List<Stack> list(String tenant, boolean withDeleted, int limit) {
        return list(tenant, withDeleted, TagFilter.EVERY, limit);
    }

    /** Fails or rolls back (as its setting says) every stack in progress whose deadline is over. Answers those it ended. */
    List<StackId> enforceDeadlines();

    /**
     * Deletes what is left of settled stacks that were deleted at least {@code keepFor} ago: their events, at most {@code limit}; then those stacks that have no
     * events any more, at most {@code limit}, with all other rows of theirs. Their targets are then named by nobody.
     *
     * @param keepFor at least as long as tombstones are kept, which go with them
     * @return how many events and stacks; less than {@code limit} when none is left
     */
    int purge(Duration keepFor, int limit);

    /**
     * Takes stacks that ended at least {@code quietFor} ago, with nothing claimed or open, out of the sweeps. From then on nothing in them can be claimed until the next request:
     * a claim that was read before and comes now is lost. Answers how many.
     */
    int settle(Duration quietFor);
}
