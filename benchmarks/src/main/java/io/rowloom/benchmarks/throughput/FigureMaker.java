package io.rowloom.benchmarks.throughput;

import io.rowloom.benchmarks.Figures;
import io.rowloom.benchmarks.Words;
import io.rowloom.benchmarks.chart.BarPanel;
import io.rowloom.benchmarks.chart.Grid;
import io.rowloom.benchmarks.chart.LinePanel;
import io.rowloom.benchmarks.chart.Panel;
import io.rowloom.benchmarks.gauge.Statistics;
import io.rowloom.benchmarks.gauge.Statistics.Interval;
import io.rowloom.benchmarks.limit.Kind;
import io.rowloom.benchmarks.limit.LimitMeasurement;
import io.rowloom.benchmarks.limit.LimitTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Makes the pictures of a report from results: a panel for each phase, a series for each shape. Pure. */
final class FigureMaker {
    private static final int COLUMNS = 3;
    private static final String SIZE = "size";
    private static final String WORKERS = "workers";

    private final Map<Cell, List<Measurement>> cells;
    private final List<LimitMeasurement> limits;

    FigureMaker(Results results) {
        this.cells = Results.byCell(results.measurements().stream().filter(m -> !m.cell().shape().ofLatency()).toList());
        this.limits = results.limits();
    }

    List<Shape> shapes() {
        return cells.keySet().stream().map(Cell::shape).distinct().sorted().toList();
    }

    /** What can be chosen, by its key in {@link Figure#choices}. */
    Map<String, List<String>> choices() {
        Map<String, List<String>> choices = new TreeMap<>();
        cells.keySet().stream().sorted(Comparator.comparingInt(Cell::size).thenComparingInt(Cell::workers)).forEach(cell -> choices(cell).forEach((key, value) -> {
            List<String> values = choices.computeIfAbsent(key, _ -> new ArrayList<>());
            if (!values.contains(value)) {
                values.add(value);
            }
        }));
        return choices;
    }

    private static Map<String, String> choices(Cell cell) {
        return Map.of(SIZE, Integer.toString(cell.size()), WORKERS, Integer.toString(cell.workers()), "temperature", Words.of(cell.temperature()), "action", Words.of(cell.action()));
    }

    private static Map<String, String> without(String key, Cell cell) {
        Map<String, String> rest = new TreeMap<>(choices(cell));
        rest.remove(key);
        return rest;
    }

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        figures.addAll(lines(About.SIZES, SIZE, "resources", Cell::size));
        figures.addAll(lines(About.WORKERS, WORKERS, "workers", Cell::workers));
        figures.addAll(limits());
        figures.addAll(processors());
        return List.copyOf(figures);
    }

    /** Against what has several values. */
    private List<Figure> lines(About about, String key, String axis, Function<Cell, Integer> place) {
        List<Integer> places = cells.keySet().stream().map(place).distinct().sorted().toList();
        if (places.size() < 2) {
            return List.of();
        }
        List<Figure> figures = new ArrayList<>();
        for (Map<String, String> rest : distinct(cell -> without(key, cell))) {
            figures.add(figure(about, rest, phases(key, rest).stream().map(phase -> new LinePanel(Words.of(phase), "resources per second",
                    places.stream().map(size -> Panel.tick(size)).toList(), axis, shapes().stream().map(shape -> series(shape, places, place, cell ->
                    cell.phase() == phase && without(key, cell).equals(rest))).toList())).toList()));
        }
        return figures;
    }

    private Set<Map<String, String>> distinct(Function<Cell, Map<String, String>> of) {
        Set<Map<String, String>> all = new LinkedHashSet<>();
        cells.keySet().forEach(cell -> all.add(of.apply(cell)));
        return all;
    }

    private List<Phase> phases(String key, Map<String, String> rest) {
        return cells.keySet().stream().filter(cell -> without(key, cell).equals(rest)).map(Cell::phase).distinct().sorted().toList();
    }

    private static Figure figure(About about, Map<String, String> choices, List<? extends Panel> panels) {
        return new Figure(about, choices, new Grid(panels, Math.min(COLUMNS, panels.size()), about.title()));
    }

    /** Which cells count. */
    private interface Wanted {
        boolean is(Cell cell);
    }

    private LinePanel.Series series(Shape shape, List<Integer> places, Function<Cell, Integer> place, Wanted wanted) {
        List<LinePanel.Point> points = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            int step = i;
            cells.forEach((cell, all) -> {
                if (cell.shape() == shape && place.apply(cell).equals(places.get(step)) && wanted.is(cell)) {
                    Interval range = Statistics.range(Results.values(all, Measure.PER_SECOND));
                    points.add(new LinePanel.Point(step, range.low(), range.middle(), range.high(), tip(cell, all) + "\n" + Figures.told(range.middle()) + " resources/s ("
                            + Figures.told(range.low()) + " to " + Figures.told(range.high()) + ")"));
                }
            });
        }
        return new LinePanel.Series(css(shape), points);
    }

    /** Of creates, a panel for each kind of limit. */
    private List<Figure> limits() {
        List<Kind> kinds = limits.stream().map(LimitMeasurement::kind).distinct().sorted().toList();
        List<Integer> sizes = limits.stream().map(LimitMeasurement::size).distinct().sorted().toList();
        if (kinds.isEmpty()) {
            return List.of();
        }
        return distinct(cell -> without(SIZE, cell)).stream().map(rest -> figure(About.LIMITS, rest, kinds.stream().map(kind -> new LinePanel(Words.of(kind), "engine ÷ limit, create",
                sizes.stream().map(size -> Panel.tick(size)).toList(), "resources", shapes().stream().map(shape -> ratios(shape, kind, sizes, rest)).toList())).toList())).toList();
    }

    private LinePanel.Series ratios(Shape shape, Kind kind, List<Integer> sizes, Map<String, String> rest) {
        List<LinePanel.Point> points = new ArrayList<>();
        cells.forEach((cell, all) -> {
            if (cell.shape() == shape && cell.phase() == Phase.CREATE && without(SIZE, cell).equals(rest)) {
                LimitTable.perSecond(limits, kind, shape, cell.size()).ifPresent(limit -> {
                    double ratio = Results.median(all, Measure.PER_SECOND) / limit;
                    points.add(new LinePanel.Point(sizes.indexOf(cell.size()), ratio, ratio, ratio, tip(cell, all) + "\n" + Figures.told(ratio) + " of " + Words.of(kind)));
                });
            }
        });
        points.sort(Comparator.comparingInt(LinePanel.Point::step));
        return new LinePanel.Series(css(shape), points);
    }

    private List<Figure> processors() {
        return distinct(FigureMaker::choices).stream().map(choice -> {
            List<Phase> phases = cells.keySet().stream().filter(cell -> choices(cell).equals(choice)).map(Cell::phase).distinct().sorted().toList();
            return figure(About.PROCESSORS, choice, phases.stream().map(phase -> {
                List<BarPanel.Row> rows = cells.entrySet().stream().filter(entry -> entry.getKey().phase() == phase && choices(entry.getKey()).equals(choice))
                        .sorted(Map.Entry.comparingByKey(Summary.ORDER)).map(entry -> bar(entry.getKey(), entry.getValue())).toList();
                double most = rows.stream().mapToDouble(BarPanel.Row::high).filter(Double::isFinite).max().orElse(1);
                return new BarPanel(Words.of(phase), "", "milliseconds per resource", most, rows);
            }).toList());
        }).toList();
    }

    private static BarPanel.Row bar(Cell cell, List<Measurement> all) {
        double compiling = known(Results.median(all, Measure.COMPILE_CPU));
        double[] parts = {known(Results.median(all, Measure.ENGINE_CPU)) - compiling, compiling, known(Results.median(all, Measure.DATABASE_CPU)),
            known(Results.median(all, Measure.CLIENT_CPU))};
        List<String> names = List.of("engine", "compiling", "database", "client");
        double sum = Arrays.stream(parts).sum();
        String tip = tip(cell, all) + "\nworkers " + Figures.told(parts[0]) + " ms, compiling " + Figures.told(parts[1]) + " ms, PostgreSQL " + Figures.told(parts[2]) + " ms, client "
                + Figures.told(parts[3]) + " ms";
        return new BarPanel.Row(css(cell.shape()), Words.of(cell.shape()), IntStream.range(0, parts.length).mapToObj(i -> new BarPanel.Part(names.get(i), parts[i])).toList(), sum, sum,
                Figures.told(sum), tip);
    }

    private static double known(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    private static String tip(Cell cell, List<Measurement> all) {
        return Words.of(cell.shape()) + " " + cell.size() + " · " + Words.of(cell.phase()) + " · " + cell.workers() + (cell.workers() == 1 ? " worker" : " workers") + " · n = " + all.size();
    }

    /** The classes by which the style sheet knows a shape. */
    static String css(Shape shape) {
        return "m-" + Words.of(shape) + " " + own(shape);
    }

    /** One class of its own for each, to show and hide it. */
    static String own(Shape shape) {
        return "a-" + Words.of(shape);
    }
}
