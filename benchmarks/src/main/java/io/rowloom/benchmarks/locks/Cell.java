package io.rowloom.benchmarks.locks;

/**
 * What is varied: all measurements of one cell are repetitions of the same thing.
 *
 * @param arm the label of an {@link Arm}
 * @param latencyMillis how much longer a round trip from the workers to the database takes
 */
record Cell(String arm, int workers, Workload workload, int latencyMillis) {
    /** The same but for the arm: what arms are compared in. */
    Cell as(String other) {
        return new Cell(other, workers, workload, latencyMillis);
    }

    /** The options that measure just this. */
    String options() {
        int slash = arm.indexOf('/');
        String mode = slash < 0 ? arm : arm.substring(0, slash) + " --scopes " + arm.substring(slash + 1);
        return "--modes " + mode + " --workers " + workers + " --workloads " + workload.label() + " --latency " + latencyMillis;
    }
}
