package io.rowloom.benchmarks.peers;

import io.rowloom.benchmarks.Figures;
import io.rowloom.benchmarks.ResultFiles;
import io.rowloom.benchmarks.Words;
import io.rowloom.benchmarks.gauge.Counter;
import io.rowloom.benchmarks.gauge.Statistics;
import io.rowloom.benchmarks.gauge.Statistics.Interval;
import io.rowloom.cli.output.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The comparison as a table. Pure. */
final class PeerTable {
    private static final List<Counter> COSTS = List.of(Counter.STATEMENTS, Counter.COMMITS, Counter.ROWS_INSERTED, Counter.ROWS_UPDATED, Counter.ROWS_DELETED, Counter.LOG_BYTES,
            Counter.DATABASE_CPU_MS, Counter.ENGINE_CPU_MS);

    private record Row(int jobs, Contestant contestant) implements Comparable<Row> {
        @Override
        public int compareTo(Row other) {
            return Comparator.comparingInt(Row::jobs).thenComparing(Row::contestant).compare(this, other);
        }
    }

    private PeerTable() {}

    /**
     * Medians of all rounds; costs are per job. Peers are compared by the better of their two rates, Rowloom by the one end to end.
     */
    static List<String> lines(List<Done> all) {
        Table table = new Table("jobs", "who", "processes", "n", "jobs/s", "min–max", "once begun", "Rowloom ×", "executed", "statements", "commits", "inserted", "updated",
                "deleted", "WAL B",
                "PG CPU ms", "own CPU ms");
        Map<Row, List<Done>> rows = new TreeMap<>();
        all.forEach(done -> rows.computeIfAbsent(new Row(done.jobs(), done.contestant()), _ -> new ArrayList<>()).add(done));
        rows.forEach((row, runs) -> {
            Interval range = Statistics.range(values(runs, Done::perSecond));
            double ours = Statistics.median(values(rows.getOrDefault(new Row(row.jobs(), Contestant.ROWLOOM), List.of()), Done::perSecond));
            double best = Statistics.median(values(runs, done -> row.contestant() == Contestant.ROWLOOM ? done.perSecond() : Math.max(done.perSecond(), done.perBusySecond())));
            List<Object> cells = new ArrayList<>(List.of(row.jobs(), Words.of(row.contestant()), runs.getFirst().processes(), runs.size(), Figures.told(range.middle()),
                    Figures.told(range.low()) + "–" + Figures.told(range.high()), told(runs, done -> Double.isNaN(done.busySeconds()) ? Double.NaN : done.perBusySecond()),
                    Figures.told(ours / best), told(runs, done -> (double) done.executed() / done.jobs())));
            COSTS.forEach(cost -> cells.add(told(runs, done -> done.each(cost))));
            table.row(cells.toArray());
        });
        List<String> lines = new ArrayList<>(table.lines(Integer.MAX_VALUE));
        lines.add("");
        setups(all).forEach((contestant, setup) -> lines.add(Words.of(contestant) + ": " + setup));
        return lines;
    }

    private static Map<Contestant, String> setups(List<Done> all) {
        Map<Contestant, String> setups = new LinkedHashMap<>();
        all.stream().sorted(Comparator.comparing(Done::contestant)).forEach(done -> setups.putIfAbsent(done.contestant(), done.setup()));
        return setups;
    }

    private static String told(List<Done> runs, ToDoubleFunction<Done> figure) {
        return Figures.told(Statistics.median(values(runs, figure)));
    }

    private static double[] values(List<Done> runs, ToDoubleFunction<Done> figure) {
        return runs.stream().mapToDouble(figure).toArray();
    }

    static List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("who", "jobs", "round", "processes", "executed", "seconds", "busy_seconds", "per_second", "per_busy_second"));
        COSTS.forEach(cost -> columns.add(cost.key()));
        return columns;
    }

    static List<String> cells(Done done) {
        List<String> cells = new ArrayList<>(List.of(Words.of(done.contestant()), Integer.toString(done.jobs()), Integer.toString(done.round()), Integer.toString(done.processes()),
                Long.toString(done.executed())));
        List.of(done.seconds(), done.busySeconds(), done.perSecond(), done.perBusySecond()).forEach(value -> cells.add(ResultFiles.cell(value)));
        COSTS.forEach(cost -> cells.add(ResultFiles.cell(done.each(cost))));
        return cells;
    }
}
