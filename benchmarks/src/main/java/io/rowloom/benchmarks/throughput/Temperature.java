package io.rowloom.benchmarks.throughput;

/** What the workers have done before. */
public enum Temperature {
    /** Nothing: the processes have just started. */
    COLD,
    /** A warm-up. */
    WARM
}
