package io.rowloom.traversal;

import io.rowloom.stack.StackId;
import java.util.List;

/**
 * Successes of one stack and one traversal, to be recorded together.
 *
 * @param traversal that they were claimed for; the stack may have a newer one
 */
public record StackFinish(StackId stack, int traversal, List<Finished> rows) {}
