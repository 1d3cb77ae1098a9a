package io.rowloom.benchmarks.model;

/**
 * What one resource costs, once. Measured by {@code rowloom bench cost} and {@code rowloom bench throughput}.
 *
 * @param logBytes of the write-ahead log
 * @param databaseMillis processor time of the server
 * @param workerMillis processor time of the workers
 */
record Costs(double statements, double commits, double logBytes, double databaseMillis, double workerMillis) {
    /** Creates, as benchmarks/RESULTS.md has them. */
    enum Measured {
        /** As of 25 November, before a success claimed what comes next: more than it is now. */
        WIDE_100(new Costs(0.262, 0.318, 3031, 0.320, 0.459)),
        /** Counts of 30 November; log and processor time of the 25th. */
        WIDE_1000(new Costs(0.070, 0.039, 2981, 0.181, 0.342)),
        /** As {@link #WIDE_1000}. Processor time is of three times the statements, so it is more than it is now. */
        CHAIN_1000(new Costs(1.16, 1.01, 3382, 1.55, 2.41));

        private final Costs costs;

        Measured(Costs costs) {
            this.costs = costs;
        }

        Costs costs() {
            return costs;
        }
    }
}
