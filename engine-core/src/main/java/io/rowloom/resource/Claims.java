package io.rowloom.resource;

import io.rowloom.engine.EngineId;
import io.rowloom.stack.StackId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How an engine comes to act on resources.
 *
 * <p>Reading and claiming are apart, so the claim repeats what matters: it matches only the row version that the reading saw. A newer plan, another
 * claim and a take-over all change the version.
 */
public interface Claims {
    /** Among so many of a node's dependents a claim looks for a {@linkplain ClaimedAction#follower follower}. */
    int MOST_DEPENDENTS_SEEN = 8;

    /**
     * Nodes that can run now, at most {@code limit}: their traversal is current and planned, nothing is left to wait for, their row is neither claimed nor open, and no
     * {@linkplain io.rowloom.limit.Limits limit} of theirs is reached. One snapshot.
     *
     * @param without resource types that the caller cannot act on: what is of them does not count
     */
    List<StackWork> ready(int limit, Spread spread, Set<String> without);

    /** The same of all types. */
    default List<StackWork> ready(int limit, Spread spread) {
        return ready(limit, spread, Set.of());
    }

    /** The same for some nodes of each stack, by their numbers. */
    List<StackWork> ready(Map<StackId, ? extends Collection<Integer>> nodes);

    /** The same for some nodes of one stack. */
    default Optional<StackWork> ready(StackId stack, Collection<Integer> nodes) {
        return ready(Map.of(stack, nodes)).stream().findAny();
    }

    /** The current copies by name. To be read after {@link #ready}, never before: then what a claim is built from is not older than its guard. */
    Map<String, CurrentRow> current(StackId stack, Collection<String> names);

    /**
     * Claims rows: the same write marks the action as begun. Answers those it got; the others were lost to somebody or are out of date, and need nothing.
     * Guarantee: the fence is higher than any before it for this row. Not guaranteed: that the traversal is still current; all stacks or none. Rows that a limit holds for are
     * never got.
     *
     * @param intents of different stacks
     */
    List<ClaimedAction> claim(EngineId engine, Map<StackHead, List<ClaimIntent>> intents);

    /** The same for one stack. */
    default List<ClaimedAction> claim(StackHead stack, EngineId engine, List<ClaimIntent> intents) {
        return claim(engine, Map.of(stack, intents));
    }

    /**
     * The same for rows that limits may hold for: it gets as many of them as there is room for, the lower numbers first. Claims within one limit come one after the other.
     */
    List<ClaimedAction> claimWithinLimits(StackHead stack, EngineId engine, List<ClaimIntent> intents);

    /**
     * Keeps nodes of the stack's traversal from being begun until a hook is cleared ({@link Interventions#clear}) or a newer plan has business with their rows. Same guard
     * as a claim, but nothing is begun: action and status stay. Answers the numbers of those rows that it got.
     */
    List<Integer> hold(StackHead stack, List<HoldIntent> intents);

    /**
     * Open actions that nobody holds and that are due, of whatever traversal. At most {@code limit}.
     *
     * @param spread of the rows' own numbers
     * @param without as in {@link #ready(int, Spread, Set)}
     */
    List<DueAction> due(int limit, Spread spread, Set<String> without);

    /** All of them. */
    default List<DueAction> due(int limit) {
        return due(limit, Spread.ALL, Set.of());
    }

    /** Claims open actions to go on with them; same guarantee as {@link #claim}. Each is answered with its stack as that is now, whenever the action was found. */
    List<ClaimedAction> resume(EngineId engine, List<DueAction> actions);

    /** Gives claims back with their actions still open. Answers what became of each, in their order. */
    List<ParkResult> park(List<Parking> parkings);

    /** The same for one. */
    default ParkResult park(Parking parking) {
        return park(List.of(parking)).getFirst();
    }
}
