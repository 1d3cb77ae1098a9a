package io.rowloom.benchmarks.model;

import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reckons with rates and shares: nobody waits for a lock, for a cache that is cold, or for a queue. So what really comes is slower, and never faster by more than the costs
 * are too high.
 */
record Model(Fleet fleet, Costs costs, Idle idle, Server server) {
    private static final int MOST_DATABASES = 4_096;

    Estimate with(int databases) {
        double work = fleet.resources() / databases;
        double workers = fleet.workers() / databases;
        double idleMillis = workers * idle.millisPerSecond(fleet.open() / databases);
        double database = databaseSeconds(work, workers, server.cores() * 1_000 * server.busy() - idleMillis);
        Map<Limit, Double> seconds = Map.of(
                Limit.DATABASE_CPU, database,
                Limit.COMMITS, work * costs.commits() / (server.commitsPerSecond() * server.busy()),
                Limit.LOG, work * costs.logBytes() / (server.logBytesPerSecond() * server.busy()),
                Limit.WORKER_CPU, fleet.resources() * costs.workerMillis() / (fleet.workers() * fleet.workerCores() * 1_000 * server.busy()),
                Limit.SLOTS, fleet.resources() * fleet.actionSeconds() / (fleet.workers() * fleet.slots()),
                Limit.DEPTH, fleet.depth() * (fleet.actionSeconds() + fleet.stepMillis() / 1_000));
        Estimate estimate = new Estimate(databases, seconds, idleMillis / 1_000, workers * fleet.connections(), 0);
        double hints = Math.min(stacks(work) * idle.hintsPerStack() / estimate.total(), idle.mostHintsPerSecond());
        return new Estimate(databases, seconds, estimate.idleCores(), estimate.connections(),
                workers * (idle.statementsPerSecond() + hints * idle.statementsPerHint()) + work * costs.statements() / estimate.total());
    }

    /** Work and hints share what the idle workers leave. A worker follows only so many hints per second, so hints cost no more than that. */
    private double databaseSeconds(double work, double workers, double millisPerSecond) {
        if (millisPerSecond <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        double eachHint = (work * costs.databaseMillis() + stacks(work) * idle.hintsPerStack() * workers * idle.hintMillis()) / millisPerSecond;
        double left = millisPerSecond - workers * idle.mostHintsPerSecond() * idle.hintMillis();
        return left <= 0 ? eachHint : Math.min(eachHint, work * costs.databaseMillis() / left);
    }

    private double stacks(double work) {
        return work / fleet.stackSize();
    }

    /** The fewest databases with which it is done in time and no server has more connections than it takes. Empty: more databases do not help. */
    Optional<Estimate> needed(double seconds) {
        return IntStream.rangeClosed(1, MOST_DATABASES).mapToObj(this::with).filter(estimate -> fits(estimate, seconds)).findFirst();
    }

    boolean fits(Estimate estimate, double seconds) {
        return estimate.total() <= seconds && estimate.connections() <= server.connections();
    }

    /** Workers for the work itself, in that time: their slots and their processors. */
    double workersFor(double seconds) {
        return Math.ceil(fleet.workers() * Math.max(with(1).seconds().get(Limit.SLOTS), with(1).seconds().get(Limit.WORKER_CPU)) / seconds);
    }
}
