package io.rowloom.benchmarks.locks;

import java.util.List;

/** Workers that are started once, and the workloads that they do one after another. */
record Session(int round, Arm arm, int workers, int latencyMillis, List<Workload> workloads) {
    /** By experience on two cores, in seconds; only the proportions matter once a session has been measured. */
    private static final double START = 3.5;
    private static final double START_OF_WORKER = 1.3;
    /** As many workloads as the warm-up is worth. */
    private static final double WARM_UP = 1.5;
    private static final double WORKLOAD = 1.2;
    private static final double WORKLOAD_PER_MILLI = 0.8;

    /** How long it will take, about. */
    double expectedSeconds(double scale) {
        return START + START_OF_WORKER * workers + (WARM_UP + workloads.size()) * scale * (WORKLOAD + WORKLOAD_PER_MILLI * latencyMillis);
    }

    Cell cell(Workload workload) {
        return new Cell(arm.label(), workers, workload, latencyMillis);
    }

    /** For people. */
    String describe() {
        return "round " + round + ", " + arm.label() + ", " + workers + (workers == 1 ? " worker" : " workers")
                + (latencyMillis == 0 ? "" : ", +" + latencyMillis + " ms");
    }
}
