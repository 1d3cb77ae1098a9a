package io.rowloom.benchmarks.throughput;

import io.rowloom.benchmarks.Figures;
import io.rowloom.benchmarks.Words;
import io.rowloom.benchmarks.gauge.Statistics;
import io.rowloom.benchmarks.gauge.Statistics.Interval;
import io.rowloom.benchmarks.limit.Kind;
import io.rowloom.benchmarks.limit.LimitMeasurement;
import io.rowloom.benchmarks.limit.LimitTable;
import io.rowloom.cli.output.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The table for the terminal: medians of all repetitions, of the throughput also the range. Columns in which there is nothing are left out. Pure. */
final class Summary {
    private static final List<String> CELL = List.of("shape", "size", "action", "workers", "", "phase", "n", "resources/s", "min–max");
    static final Comparator<Cell> ORDER = Comparator.comparing(Cell::action).thenComparing(Cell::shape).thenComparingInt(Cell::size).thenComparingInt(Cell::workers)
            .thenComparing(Cell::temperature).thenComparing(Cell::phase);

    private Summary() {}

    /** @param limits what the same stacks took without the engine: creates are compared with them */
    static List<String> lines(List<Measurement> measurements, List<LimitMeasurement> limits) {
        Map<Cell, List<Measurement>> cells = Results.byCell(measurements);
        List<Measure> columns = new ArrayList<>(List.of(Measure.values()));
        columns.remove(Measure.PER_SECOND);
        columns.removeIf(measure -> measurements.stream().mapToDouble(measure::of).allMatch(value -> Double.isNaN(value) || measure == Measure.OVERTAKEN && value == 0));
        List<Kind> kinds = limits.stream().map(LimitMeasurement::kind).distinct().sorted().toList();
        List<String> head = new ArrayList<>(CELL);
        kinds.forEach(kind -> head.add("÷ " + Words.of(kind)));
        columns.forEach(measure -> head.add(measure.label()));
        Table table = new Table(head.toArray(String[]::new));
        cells.entrySet().stream().sorted(Map.Entry.comparingByKey(ORDER)).forEach(entry -> table.row(row(entry.getKey(), entry.getValue(), columns, kinds, limits)));
        return table.lines(Integer.MAX_VALUE);
    }

    private static Object[] row(Cell cell, List<Measurement> all, List<Measure> columns, List<Kind> kinds, List<LimitMeasurement> limits) {
        boolean rate = cell.shape() != Shape.ONE;
        Interval range = Statistics.range(Results.values(all, Measure.PER_SECOND));
        List<Object> row = new ArrayList<>(List.of(Words.of(cell.shape()), cell.size(), Words.of(cell.action()), cell.workers(), Words.of(cell.temperature()),
                Words.of(cell.phase()), all.size(), rate ? Figures.told(range.middle()) : "-", rate ? Figures.told(range.low()) + "–" + Figures.told(range.high()) : "-"));
        kinds.forEach(kind -> row.add(Figures.told(cell.phase() == Phase.CREATE && cell.action() == Action.NO_OP
                ? range.middle() / LimitTable.perSecond(limits, kind, cell.shape(), cell.size()).orElse(Double.NaN) : Double.NaN)));
        columns.forEach(measure -> row.add(Figures.told(Results.median(all, measure))));
        return row.toArray();
    }
}
