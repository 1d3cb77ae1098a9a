package io.rowloom.limit;

import java.util.List;

/**
 * Limits to how many actions are open at once. An action is open from its claim until its outcome is recorded: also while it is put aside, and after its
 * engine died. Nothing is given back, since nothing is taken: a claim counts the open rows.
 *
 * <p>Guarantee: while a limit stands, no claim makes the open actions of its scope more than it says. Not guaranteed: that they are not more already when a
 * limit is set or lowered; then nothing of the scope is begun until enough of them are over. Claims that are under way when a scope gets its first limit may
 * still be won, and count from then on.
 * Rows are counted, not calls: two calls of one action may overlap, and one that goes on after its action was taken over and ended is not seen.
 */
public interface Limits {
    /**
     * Sets a limit, or changes it. What was claimed under the old one is committed when this returns.
     *
     * @param most at least 1
     * @return false when there is no such stack, or no longer
     */
    boolean set(Scope scope, int most);

    /** Takes a limit away. Answers whether there was one. */
    boolean remove(Scope scope);

    /** All limits, those of types first. Reads all rows of stacks that are not at rest. */
    List<Limit> list();
}
