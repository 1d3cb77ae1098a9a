package io.rowloom.benchmarks.throughput;

import io.rowloom.benchmarks.Words;
import java.util.List;

/**
 * Workers that are started once, and what they are given.
 *
 * @param jobs one after the other; of a cold session there is one
 */
record Session(int round, int workers, Temperature temperature, List<Job> jobs) {
    /** By experience on two cores, in seconds; only the proportions matter once a session has been measured. */
    private static final double START = 2;
    private static final double START_OF_WORKER = 1.3;
    private static final double WARM_UP = 5;
    private static final double PHASE = 0.15;
    private static final double RESOURCE = 0.0006;
    private static final double LINK = 0.003;
    private static final double SAMPLE = 0.06;
    private static final double SLOW_CALL_PER_SLOT = 0.05 / 64;

    Session {
        jobs = List.copyOf(jobs);
    }

    /** How long it takes, about, until the workers are ready. */
    double expectedStart() {
        return START + START_OF_WORKER * workers + (temperature == Temperature.WARM ? WARM_UP : 0);
    }

    /** The same of one job. */
    static double expectedSeconds(Job job, List<Phase> phases, Life.Extent extent) {
        if (job.shape() == Shape.ONE) {
            return extent.samples() * SAMPLE;
        }
        double each = switch (job.action()) {
            case NO_OP -> job.shape() == Shape.CHAIN ? LINK : RESOURCE;
            case SLOW -> job.shape() == Shape.CHAIN ? 0.06 : SLOW_CALL_PER_SLOT;
            case WAITING -> job.shape() == Shape.CHAIN ? job.waitSeconds() : RESOURCE;
        };
        double requests = phases.size() + (phases.contains(Phase.RETARGET) ? extent.storm() / 4.0 : 0) + 1;
        return requests * (PHASE + job.size() * each + (job.action() == Action.WAITING ? job.waitSeconds() : 0));
    }

    /** For people. */
    String describe() {
        return "round " + round + ", " + workers + (workers == 1 ? " worker, " : " workers, ") + Words.of(temperature);
    }
}
