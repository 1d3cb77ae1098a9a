package io.rowloom.drift;

import io.rowloom.stack.StackId;
import java.util.List;
import java.util.Optional;

/** The drift policies of stacks. Each verb is one transaction, and writes no row but the policy's. */
public interface DriftPolicies {

    /**
     * Sets a stack's policy. One that was off looks at once; else the next look stays where it is, or comes earlier with a shorter interval. Not
     * guaranteed: that a look that was due before does not come after. Answers what is in force now; empty when there is no such stack, or it is deleted.
     */
    Optional<Scheduled> set(StackId stack, DriftPolicy policy);

    /** Empty when the stack never had one. */
    Optional<Scheduled> find(StackId stack);

    /** Looks whose time has come, longest due first, at most {@code limit}. None of a stack that is in progress or deleted. Policies and stacks are as of one moment. */
    List<Look> due(int limit);

    /** The look is over: the next one is due after the interval. False when somebody said so before. */
    boolean looked(Look look);

    /** Deletes the policies of stacks that are deleted. Answers how many. */
    int purge();
}
