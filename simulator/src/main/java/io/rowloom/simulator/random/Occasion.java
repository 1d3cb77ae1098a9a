package io.rowloom.simulator.random;

/** What users do now and then. */
enum Occasion {
    /** They mark resources as unhealthy, and take that back. */
    MARKS,
    /** They take snapshots, go back to them, and forget them. */
    SNAPSHOTS,
    /** They abandon stacks. */
    LEAVING,
    /** Some of their resources are not theirs. */
    EXTERNALS,
    /** Some of their resources wait for hooks. */
    HOOKS,
    /** Some of their resources wait for signals. */
    SIGNALS
}
