package io.rowloom.benchmarks.limit;

import io.rowloom.benchmarks.Figures;
import io.rowloom.benchmarks.ResultFiles;
import io.rowloom.benchmarks.Words;
import io.rowloom.benchmarks.gauge.Counter;
import io.rowloom.benchmarks.gauge.Statistics;
import io.rowloom.benchmarks.gauge.Statistics.Interval;
import io.rowloom.benchmarks.throughput.Shape;
import io.rowloom.cli.output.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Limits as tables. Pure. */
public final class LimitTable {
    private static final List<Counter> COSTS = List.of(Counter.STATEMENTS, Counter.COMMITS, Counter.ROWS_UPDATED, Counter.LOG_BYTES, Counter.BUFFERS, Counter.DATABASE_CPU_MS,
            Counter.CLIENT_CPU_MS);

    private record Row(Shape shape, int size, Kind kind) implements Comparable<Row> {
        @Override
        public int compareTo(Row other) {
            return Comparator.comparing(Row::shape).thenComparingInt(Row::size).thenComparing(Row::kind).compare(this, other);
        }
    }

    private LimitTable() {}

    /** For the terminal: medians of all repetitions; costs are per resource, and those of the work alone. */
    public static List<String> lines(List<LimitMeasurement> measurements) {
        Table table = new Table("shape", "size", "limit", "connections", "n", "resources/s", "min–max", "plan s", "work s", "statements", "commits", "updated", "WAL B",
                "buffers", "PG CPU ms",
                "client CPU ms");
        Map<Row, List<LimitMeasurement>> rows = new TreeMap<>();
        measurements.forEach(m -> rows.computeIfAbsent(new Row(m.shape(), m.size(), m.kind()), _ -> new ArrayList<>()).add(m));
        rows.forEach((row, all) -> {
            Interval range = Statistics.range(values(all, LimitMeasurement::perSecond));
            List<Object> cells = new ArrayList<>(List.of(Words.of(row.shape()), row.size(), Words.of(row.kind()), all.getFirst().connections(), all.size(),
                    Figures.told(range.middle()),
                    Figures.told(range.low()) + "–" + Figures.told(range.high()), told(all, LimitMeasurement::planSeconds), told(all, LimitMeasurement::workSeconds)));
            COSTS.forEach(cost -> cells.add(told(all, m -> m.each(cost))));
            table.row(cells.toArray());
        });
        return table.lines(Integer.MAX_VALUE);
    }

    private static String told(List<LimitMeasurement> all, ToDoubleFunction<LimitMeasurement> figure) {
        return Figures.told(Statistics.median(values(all, figure)));
    }

    private static double[] values(List<LimitMeasurement> all, ToDoubleFunction<LimitMeasurement> figure) {
        return all.stream().mapToDouble(figure).toArray();
    }

    /** Resources per second, the median of all repetitions; empty when it was not measured. */
    public static OptionalDouble perSecond(List<LimitMeasurement> measurements, Kind kind, Shape shape, int size) {
        double[] rates = measurements.stream().filter(m -> m.kind() == kind && m.shape() == shape && m.size() == size).mapToDouble(LimitMeasurement::perSecond).toArray();
        return rates.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Statistics.median(rates));
    }

    static List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("limit", "shape", "size", "round", "connections", "batch", "resources", "per_second", "plan_seconds", "work_seconds"));
        COSTS.forEach(cost -> columns.add(cost.key()));
        return columns;
    }

    static List<String> cells(LimitMeasurement m) {
        List<String> cells = new ArrayList<>(List.of(Words.of(m.kind()), Words.of(m.shape()), Integer.toString(m.size()), Integer.toString(m.round()),
                Integer.toString(m.connections()),
                Integer.toString(m.batch()), Integer.toString(m.resources())));
        List.<Double>of(m.perSecond(), m.planSeconds(), m.workSeconds()).forEach(value -> cells.add(ResultFiles.cell(value)));
        COSTS.forEach(cost -> cells.add(ResultFiles.cell(m.each(cost))));
        return cells;
    }
}
