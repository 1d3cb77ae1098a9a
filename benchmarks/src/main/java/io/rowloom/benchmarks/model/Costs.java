package io.rowloom.benchmarks.model;

/**
 * What one resource costs, once. Measured by {@code rowloom bench cost} and {@code rowloom bench throughput}.
 *
 * @param logBytes of the write-ahead log
 * @param databaseMillis processor time of the server
 * @param workerMillis processor time of the workers
 */
record Costs(double statements, double commits, double logBytes, double databaseMillis, double workerMillis) {
    /** Creates by one worker, as benchmarks/RESULTS.md has them. */
    enum Measured {
        WIDE_100(new Costs(0.144, 0.096, 2416, 0.198, 0.395)),
        WIDE_1000(new Costs(0.036, 0.035, 2207, 0.076, 0.149)),
        CHAIN_1000(new Costs(1.00, 1.01, 2561, 0.698, 0.933));

        private final Costs costs;

        Measured(Costs costs) {
            this.costs = costs;
        }

        Costs costs() {
            return costs;
        }
    }
}
