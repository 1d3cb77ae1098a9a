package io.rowloom.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Gives workers the same work again and again until their JVMs compile little of it any more, and then lets them rest: else a part of what is measured would be the compiler's, and
 * whoever is measured later, or had to wait for something at the start, would be measured warmer than others.
 */
public final class WarmUp {
    /** Of the workers' CPU time, in a round. */
    private static final double LITTLE = 0.15;
    /** Of a core, for all workers together. */
    private static final double IDLE = 0.1;
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int LONGEST_REST = 30;

    private WarmUp() {}

    /** A round of work. */
    public interface Round {
        void run() throws SQLException, IOException, InterruptedException;
    }

    /**
     * @param most rounds
     * @return how many there were
     */
    public static int of(WorkerProcesses workers, int most, Round round) throws SQLException, IOException, InterruptedException {
        int done = 0;
        double share = 1;
        while (done < most && !(share < LITTLE)) {
            double cpu = workers.cpuMillis();
            double compiling = workers.compileMillis();
            round.run();
            share = (workers.compileMillis() - compiling) / (workers.cpuMillis() - cpu);
            done++;
        }
        rest(workers);
        return done;
    }

    /** Until they have compiled what they queued. */
    public static void rest(WorkerProcesses workers) throws InterruptedException {
        boolean idle = false;
        for (int i = 0; i < LONGEST_REST && !idle; i++) {
            double before = workers.cpuMillis();
            Thread.sleep(LOOK_EVERY);
            idle = workers.cpuMillis() - before < IDLE * LOOK_EVERY.toMillis();
        }
    }
}
