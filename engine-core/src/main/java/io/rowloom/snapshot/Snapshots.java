package io.rowloom.snapshot;

import io.rowloom.stack.StackId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Snapshots, which submits make ({@link io.rowloom.stack.Request.Goal.Snapshot}) and finishes fill. Each verb is one transaction.
 *
 * <p>With a stack go its snapshots, but not the last copies that a deletion policy asked for.
 */
public interface Snapshots {
    /** Oldest first. */
    List<Snapshot> list(StackId stack);

    Optional<Snapshot> find(StackId stack, UUID id);

    /** What it holds so far, by number. */
    List<Kept> kept(StackId stack, UUID id);

    /** What the stack's current traversal goes back to; empty when it is another one, or does not restore. */
    Optional<Restoring> restoring(StackId stack, int traversal);

    DeleteResult delete(StackId stack, UUID id);

    /** Removes the snapshots of stacks that are deleted. Answers how many. */
    int purge();
}
