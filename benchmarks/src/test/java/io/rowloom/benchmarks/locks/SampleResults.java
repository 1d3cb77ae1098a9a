package io.rowloom.benchmarks.locks;

import io.rowloom.benchmarks.gauge.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Results that nobody measured, of a shape that a run could have. */
final class SampleResults {
    private static final List<String> ARMS = List.of("off", "off+affinity", "postgresql", "postgresql-transaction", "zookeeper", "etcd", "redis",
            "mysql");

    private SampleResults() {}

    static Results full() {
        return of(ARMS, List.of(1, 2, 4, 8), List.of(Workload.values()), List.of(0, 1, 5), 3);
    }

    static Results of(List<String> arms, List<Integer> workers, List<Workload> workloads, List<Integer> latencies, int rounds) {
        Random random = new Random(7);
        List<Measurement> all = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (int latency : latencies) {
                for (int count : workers) {
                    for (String arm : arms) {
                        for (Workload workload : workloads) {
                            all.add(measurement(new Cell(arm, count, workload, latency), round, random));
                        }
                    }
                }
            }
        }
        return new Results(run(rounds), all);
    }

    static Run run(int rounds) {
        return new Run(Run.FORMAT, "2026-11-25T12:00:00Z", "--modes off --repetitions " + rounds, 1, rounds,
                Map.of("cores", "2", "memory", "24 GiB", "postgresql", "18.6", "jdk", "Eclipse Adoptium 25.0.3", "commit", "0123abc", "system",
                "Linux 6.1 amd64"),
                Map.of("mysql", "mariadbd is not installed"), List.of("not counted here: nothing"));
    }

    private static Measurement measurement(Cell cell, int round, Random random) {
        int order = Math.max(0, ARMS.indexOf(cell.arm()));
        double noise = 1 + 0.08 * random.nextGaussian();
        double rate = (cell.workload() == Workload.CHAIN ? 60 : 700 + 90 * cell.workload().ordinal()) * Math.pow(cell.workers(), 0.35) / (1
                + 0.4 * cell.latencyMillis()) * (1 - 0.05 * order) * noise;
        double lost = cell.arm().equals("off") ? 0.06 * (cell.workers() - 1) : 0.01 * order * (cell.workers() - 1) / 4;
        int actions = cell.workload().size(1);
        double[] started = random.doubles(actions).map(x -> (2 + order + cell.latencyMillis() * 3) * Math.exp(2.2 * x * x)).toArray();
        double[] finished = random.doubles(actions).map(x -> (6 + order + cell.latencyMillis() * 5) * Math.exp(2.2 * x * x)).toArray();
        return new Measurement("2026-11-25T12:00:0" + round + "Z", round, cell, actions, actions / rate, actions / rate + 0.01, Quantiles.of(started),
                Quantiles.of(finished),
                Map.of("statements", actions * (0.3 + lost), "commits", actions * 0.2, "log_bytes", 3000.0 * actions * noise, "buffers",
                40.0 * actions, "dead_rows", 4.0 * actions,
                        "row_locks", 2.0 * actions, "engine_cpu_ms", 1.5 * actions * noise, "database_cpu_ms", 0.6 * actions, "lock_cpu_ms", order > 3
                        ? 0.2 * order * actions : 0.0),
                Map.of("Lock:transactionid", lost * 2 * actions), Map.of("rowloom_claims_tried_total", actions * (1 + lost),
                "rowloom_claims_won_total", (double) actions));
    }
}
