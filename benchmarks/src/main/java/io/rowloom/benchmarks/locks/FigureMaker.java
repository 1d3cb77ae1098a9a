package io.rowloom.benchmarks.locks;

import io.rowloom.benchmarks.Figures;
import io.rowloom.benchmarks.chart.BarPanel;
import io.rowloom.benchmarks.chart.Grid;
import io.rowloom.benchmarks.chart.LinePanel;
import io.rowloom.benchmarks.chart.Panel;
import io.rowloom.benchmarks.chart.RangePanel;
import io.rowloom.benchmarks.gauge.Quantiles;
import io.rowloom.benchmarks.gauge.Statistics.Interval;
import io.rowloom.benchmarks.gauge.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/** Makes the pictures of a report from results: a panel for each workload. Pure. */
final class FigureMaker {
    private static final int NARROW = 4;
    private static final int BROAD = 3;
    /** What is quicker is drawn as if it took so long: times of transactions mean no more. */
    private static final double LEAST_MILLIS = 0.2;

    private final Map<Cell, List<Measurement>> cells;
    private final List<String> arms;
    private final List<Integer> workers;
    private final List<Integer> latencies;
    private final List<Workload> workloads;

    FigureMaker(Results results) {
        this.cells = results.byCell();
        this.arms = results.arms();
        this.workers = cells.keySet().stream().map(Cell::workers).distinct().sorted().toList();
        this.latencies = cells.keySet().stream().map(Cell::latencyMillis).distinct().sorted().toList();
        this.workloads = cells.keySet().stream().map(Cell::workload).distinct().sorted().toList();
    }

    List<String> arms() {
        return arms;
    }

    List<Integer> workers() {
        return workers;
    }

    List<Integer> latencies() {
        return latencies;
    }

    List<Workload> workloads() {
        return workloads;
    }

    Map<Cell, List<Measurement>> cells() {
        return cells;
    }

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (Section section : Section.values()) {
            for (int latency : latencies) {
                switch (section) {
                    case THROUGHPUT -> figures.add(lines(section, latency, Measure.THROUGHPUT));
                    case LOST -> figures.add(lines(section, latency, Measure.LOST_SHARE));
                    case STATEMENTS -> figures.add(lines(section, latency, Measure.STATEMENTS));
                    case ROW_WAITS -> figures.add(lines(section, latency, Measure.ROW_WAIT_MS));
                    case LOG -> figures.add(lines(section, latency, Measure.LOG_BYTES));
                    case STARTED -> workers.forEach(count -> figures.add(ranges(section, latency, count, Measurement::started)));
                    case FINISHED -> workers.forEach(count -> figures.add(ranges(section, latency, count, Measurement::finished)));
                    case CPU -> workers.forEach(count -> figures.add(bars(section, latency, count)));
                }
            }
        }
        return List.copyOf(figures);
    }

    private List<Measurement> at(String arm, int count, Workload workload, int latency) {
        return cells.getOrDefault(new Cell(arm, count, workload, latency), List.of());
    }

    private Figure figure(Section section, int latency, OptionalInt count, int columns, Function<Workload, Panel> panel) {
        String label = section.title() + ", " + latency + " ms of latency" + (count.isPresent() ? ", " + count.getAsInt() + " workers" : "");
        return new Figure(section, latency, count, new Grid(workloads.stream().map(panel).toList(), Math.min(columns, workloads.size()), label));
    }

    /** Against the number of workers; where there is one number only, bars. */
    private Figure lines(Section section, int latency, Measure measure) {
        if (workers.size() == 1) {
            return values(section, latency, workers.getFirst(), measure);
        }
        return figure(section, latency, OptionalInt.empty(), NARROW, workload -> new LinePanel(workload.label(), workload.description(),
                workers.stream().map(String::valueOf).toList(), "workers", arms.stream().map(arm -> series(arm, workload, latency, measure))
                .toList()));
    }

    private Figure values(Section section, int latency, int count, Measure measure) {
        return figure(section, latency, OptionalInt.empty(), BROAD, workload -> {
            List<BarPanel.Row> rows = arms.stream().filter(arm -> !at(arm, count, workload, latency).isEmpty())
                    .map(arm -> value(arm, at(arm, count, workload, latency), measure)).toList();
            double most = rows.stream().mapToDouble(BarPanel.Row::high).filter(Double::isFinite).max().orElse(1);
            return new BarPanel(workload.label(), workload.description(), measure.label() + ", " + count + (count == 1 ? " worker" : " workers"),
                    most, rows);
        });
    }

    private static BarPanel.Row value(String arm, List<Measurement> all, Measure measure) {
        Interval range = Statistics.range(Results.values(all, measure));
        String told = Figures.told(range.middle());
        return new BarPanel.Row(Palette.css(arm), arm, List.of(new BarPanel.Part("own", range.middle())), range.low(), range.high(), told,
                tip(arm, all.getFirst().cell().workload(), all.getFirst().cell().workers(), all.size()) + "\n" + told(measure, range));
    }

    private static String told(Measure measure, Interval range) {
        return measure.label() + ": " + Figures.told(range.middle()) + " (" + Figures.told(range.low()) + " to " + Figures.told(range.high()) + ")";
    }

    private LinePanel.Series series(String arm, Workload workload, int latency, Measure measure) {
        List<LinePanel.Point> points = new ArrayList<>();
        for (int i = 0; i < workers.size(); i++) {
            List<Measurement> all = at(arm, workers.get(i), workload, latency);
            if (!all.isEmpty()) {
                Interval range = Statistics.range(Results.values(all, measure));
                points.add(new LinePanel.Point(i, range.low(), range.middle(), range.high(),
                        tip(arm, workload, workers.get(i), all.size()) + "\n" + told(measure, range)));
            }
        }
        return new LinePanel.Series(Palette.css(arm), points);
    }

    private static String tip(String arm, Workload workload, int count, int repetitions) {
        return arm + " · " + workload.label() + " · " + count + (count == 1 ? " worker" : " workers") + " · n = " + repetitions;
    }

    private Figure ranges(Section section, int latency, int count, Function<Measurement, Quantiles> which) {
        List<Quantiles> all = cells.entrySet().stream().filter(e -> e.getKey().latencyMillis() == latency)
                .map(e -> Quantiles.medianOf(e.getValue().stream().map(which).toList())).toList();
        double least = all.stream().mapToDouble(Quantiles::p5).filter(value -> value > 0).min().orElse(1);
        double most = all.stream().mapToDouble(Quantiles::max).filter(value -> value > 0).max().orElse(1);
        return figure(section, latency, OptionalInt.of(count), BROAD, workload -> new RangePanel(workload.label(), workload.description(),
                "milliseconds", Math.max(LEAST_MILLIS, least), most,
                arms.stream().filter(arm -> !at(arm, count, workload, latency).isEmpty())
                .map(arm -> row(arm, at(arm, count, workload, latency), which)).toList()));
    }

    private static RangePanel.Row row(String arm, List<Measurement> all, Function<Measurement, Quantiles> which) {
        Quantiles q = Quantiles.medianOf(all.stream().map(which).toList());
        String tip = tip(arm, all.getFirst().cell().workload(), all.getFirst().cell().workers(), all.size()) + "\nmedian " + Figures.told(q.p50())
                + " ms, p95 " + Figures.told(q.p95())
                + ", p99 " + Figures.told(q.p99()) + ", largest " + Figures.told(q.max());
        return new RangePanel.Row(Palette.css(arm), arm, q.p5(), q.p25(), q.p50(), q.p75(), q.p95(), q.p99(), q.max(), tip);
    }

    private Figure bars(Section section, int latency, int count) {
        return figure(section, latency, OptionalInt.of(count), BROAD, workload -> {
            double most = arms.stream().mapToDouble(arm -> median(at(arm, count, workload, latency), Measure.ENGINE_CPU)
                    + median(at(arm, count, workload, latency), Measure.DATABASE_CPU)
                    + median(at(arm, count, workload, latency), Measure.LOCK_CPU)).filter(Double::isFinite).max().orElse(1);
            return new BarPanel(workload.label(), workload.description(), "milliseconds per resource", most,
                    arms.stream().filter(arm -> !at(arm, count, workload, latency).isEmpty()).map(arm -> bar(arm, at(arm, count, workload, latency)))
                    .toList());
        });
    }

    private static BarPanel.Row bar(String arm, List<Measurement> all) {
        double engine = median(all, Measure.ENGINE_CPU);
        double database = median(all, Measure.DATABASE_CPU);
        double lock = median(all, Measure.LOCK_CPU);
        String tip = tip(arm, all.getFirst().cell().workload(), all.getFirst().cell().workers(), all.size()) + "\nworkers " + Figures.told(engine)
                + " ms, database "
                + Figures.told(database) + " ms, lock service " + Figures.told(lock) + " ms";
        double sum = engine + (Double.isNaN(database) ? 0 : database) + (Double.isNaN(lock) ? 0 : lock);
        return new BarPanel.Row(Palette.css(arm), arm, List.of(new BarPanel.Part("engine", engine), new BarPanel.Part("database", database),
                new BarPanel.Part("lock", lock)), sum, sum,
                Figures.told(sum), tip);
    }

    private static double median(List<Measurement> all, Measure measure) {
        return Statistics.median(Results.values(all, measure));
    }
}
