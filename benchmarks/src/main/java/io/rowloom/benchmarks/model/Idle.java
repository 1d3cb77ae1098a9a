package io.rowloom.benchmarks.model;

/**
 * What a worker asks its database without having anything to do, and because others have.
 *
 * @param statementsPerSecond of the poll and the sweeps
 * @param statementMillis processor time of one, apart from the rows that it reads
 * @param readsPerSecond how often a worker reads each open row
 * @param rowMicros processor time for one row
 * @param hintsPerStack notifications that a stack's way through the engine leads to
 * @param statementsPerHint that each worker of the database sends when one arrives
 * @param mostHintsPerSecond that a worker follows; others come together
 */
record Idle(double statementsPerSecond, double statementMillis, double readsPerSecond, double rowMicros, double hintsPerStack,
        double statementsPerHint, double mostHintsPerSecond) {
    /** Milliseconds of processor time per second that one worker takes, with so many open rows in its database. */
    double millisPerSecond(double openRows) {
        return statementsPerSecond * statementMillis + readsPerSecond * openRows * rowMicros / 1_000;
    }

    double hintMillis() {
        return statementsPerHint * statementMillis;
    }
}
