package io.rowloom.traversal;

import io.rowloom.engine.EngineId;
import io.rowloom.stack.StackId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** How an accepted request becomes nodes. Any engine may plan, several may try at once, one write wins. */
public interface Plans {
    /**
     * Traversals in progress without a plan. At most {@code limit}: half of them of the stacks that were made first, the others of those that were made last, so that who comes with
     * few does not wait for one who came with many, and nobody waits for ever.
     */
    List<Unplanned> due(int limit);

    /**
     * Counts an attempt, in its own transaction: a plan that kills its engine is not tried for ever, and who looks for work sees that somebody is about it. Answers which attempt it is;
     * empty when none is due.
     */
    OptionalInt attempt(PlanDue due, EngineId planner);

    /**
     * Counts an attempt of each that nobody has attempted yet, in one transaction, and answers those as {@link #read} does: they may be planned together. Left out are, besides,
     * stacks that have more rows than {@code mostRows}, and those that somebody is writing to. What is left out is to be attempted alone; so is whatever was attempted
     * together with a plan that killed its engine, and it is not counted again on account of that one.
     *
     * @param newer requests that are newer, by the store's clock, are answered without being counted, and nothing is written for them: a plan that kills its engine is counted when
     *        that comes back to it. It keeps nobody else from planning them, either
     */
    List<PlanView> firstAttempts(List<PlanDue> due, EngineId planner, int mostRows, Duration newer);

    /** A stack and its rows. The rows may be newer than the stack, not older; a plan that misses something by it is not written. */
    Optional<PlanView> read(StackId stack);

    /** Writes each plan, if every visited row and the stack are as it saw them. What becomes of one is no matter of the others; as far as possible all are written in one transaction. */
    Map<StackId, PlanResult> writeAll(Map<StackId, Plan> plans);

    /** The same of one. */
    default PlanResult write(StackId stack, Plan plan) {
        return Optional.ofNullable(writeAll(Map.of(stack, plan)).get(stack)).orElseThrow();
    }

    /** The same while all rows of the stack are locked, so that it cannot lose to running actions: reads, asks for the plan, writes. */
    PlanResult writeLocked(PlanDue due, Function<PlanView, Plan> planning);

    /** Ends a traversal that cannot be planned: FAILED with this reason, or rolled back, as the stack's setting says. */
    void giveUp(PlanDue due, String reason);
}
