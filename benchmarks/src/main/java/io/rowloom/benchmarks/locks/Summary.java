package io.rowloom.benchmarks.locks;

import io.rowloom.benchmarks.Figures;
import io.rowloom.benchmarks.gauge.Statistics.Interval;
import io.rowloom.benchmarks.gauge.Statistics;
import io.rowloom.cli.output.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The table for the terminal: medians of all repetitions, of the throughput also the range. */
final class Summary {
    private static final List<Measure> COLUMNS = List.of(Measure.STARTED_P50, Measure.STARTED_P99, Measure.FINISHED_P50, Measure.FINISHED_P99,
            Measure.CLAIMS_LOST,
            Measure.STATEMENTS, Measure.COMMITS, Measure.LOG_BYTES, Measure.ROW_WAIT_MS, Measure.ENGINE_CPU, Measure.COMPILE_CPU, Measure.DATABASE_CPU, Measure.LOCK_CPU);

    private Summary() {}

    static List<String> lines(Results results) {
        List<String> head = new ArrayList<>(List.of("workload", "+ms", "workers", "mode", "n", "resources/s", "min–max"));
        COLUMNS.forEach(measure -> head.add(measure.label().replace("ready→", "")));
        Table table = new Table(head.toArray(String[]::new));
        List<String> arms = results.arms();
        results.byCell().entrySet().stream().sorted(Map.Entry.comparingByKey(order(arms))).forEach(entry -> {
            Cell cell = entry.getKey();
            List<Measurement> all = entry.getValue();
            Interval rate = Statistics.range(Results.values(all, Measure.THROUGHPUT));
            List<Object> row = new ArrayList<>(List.of(cell.workload().label(), cell.latencyMillis(), cell.workers(), cell.arm(), all.size(),
                    Figures.told(rate.middle()),
                    Figures.told(rate.low()) + "–" + Figures.told(rate.high())));
            COLUMNS.forEach(measure -> row.add(Figures.told(Statistics.median(Results.values(all, measure)))));
            table.row(row.toArray());
        });
        return table.lines(Integer.MAX_VALUE);
    }

    /** By workload, latency and workers; then arms in their order, so that what is to be compared stands together. */
    static Comparator<Cell> order(List<String> arms) {
        return Comparator.comparing(Cell::workload).thenComparingInt(Cell::latencyMillis).thenComparingInt(Cell::workers)
                .thenComparingInt(cell -> arms.indexOf(cell.arm()));
    }
}
