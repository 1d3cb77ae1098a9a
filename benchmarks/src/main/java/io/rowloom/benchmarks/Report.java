package io.rowloom.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.cli.output.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes results down. All counts are per resource. */
record Report(Machine machine, List<Sample> samples) {
    /** How many statements of a request are told. */
    private static final int MOST_STATEMENTS = 25;
    private static final int STATEMENT_LENGTH = 160;
    private static final List<Metric> SHOWN = List.of(Metric.STATEMENTS, Metric.CONTROL, Metric.COMMITS, Metric.WRITES, Metric.WAL_BYTES, Metric.DEAD_TUPLES,
            Metric.DATABASE_CPU_MS, Metric.WORKER_CPU_MS);
    private static final List<Metric> BACKGROUND = List.of(Metric.STATEMENTS, Metric.DATABASE_CPU_MS, Metric.WORKER_CPU_MS);
    private static final Set<String> WORDS = Set.of("shape", "phase");

    /** Ways to write a report. */
    enum Form { TABLE, JSON, CSV, MARKDOWN }

    String in(Form form) {
        return switch (form) {
            case TABLE -> table();
            case JSON -> json().toPrettyString();
            case CSV -> Stream.concat(Stream.of(String.join(",", headers())), cells().stream().map(row -> String.join(",", row))).collect(Collectors.joining("\n"));
            case MARKDOWN -> markdown();
        };
    }

    private String table() {
        Table table = new Table(headers().toArray(String[]::new));
        cells().forEach(row -> table.row(row.toArray()));
        return String.join("\n", machineLines()) + "\n\n" + String.join("\n", table.lines(Integer.MAX_VALUE))
                + "\n\nPer resource, the median of all repetitions, without the background (what idle workers do in the same time: the columns 'idle …').";
    }

    private String markdown() {
        Stream<String> head = Stream.of(markdownRow(headers()), headers().stream().map(h -> WORDS.contains(h) ? "---" : "---:").collect(Collectors.joining("|", "|", "|")));
        return String.join("\n", machineLines().stream().map(line -> "* " + line).toList()) + "\n\n"
                + Stream.concat(head, cells().stream().map(Report::markdownRow)).collect(Collectors.joining("\n"));
    }

    private static String markdownRow(List<String> cells) {
        return cells.stream().map(cell -> " " + cell.replace("|", "\\|") + " ").collect(Collectors.joining("|", "|", "|"));
    }

    private List<String> machineLines() {
        return machine.facts().entrySet().stream().map(fact -> fact.getKey() + ": " + fact.getValue()).toList();
    }

    private static List<String> headers() {
        List<String> headers = new ArrayList<>(List.of("workers", "shape", "size", "phase", "runs", "seconds", "resources/s"));
        SHOWN.forEach(metric -> headers.add(metric.label()));
        headers.add("hot %");
        BACKGROUND.forEach(metric -> headers.add("idle " + metric.label()));
        return headers;
    }

    private List<List<String>> cells() {
        return Row.of(samples).stream().map(row -> {
            List<String> cells = new ArrayList<>(List.of(Integer.toString(row.workers()), word(row.shape()), Integer.toString(row.size()), word(row.phase()),
                    Integer.toString(row.repetitions()), Figures.told(row.seconds()), Figures.told(row.perSecond())));
            SHOWN.forEach(metric -> cells.add(Figures.told(row.perResource().of(metric))));
            cells.add(Figures.told(row.hotRatio() * 100));
            BACKGROUND.forEach(metric -> cells.add(Figures.told(row.backgroundPerResource().of(metric))));
            return cells;
        }).toList();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private ObjectNode json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        machine.facts().forEach(root.putObject("machine")::put);
        var rows = root.putArray("rows");
        for (List<String> row : cells()) {
            ObjectNode node = rows.addObject();
            for (int i = 0; i < row.size(); i++) {
                String name = headers().get(i).replaceAll("[ /]", "_").replace("%", "percent");
                if (WORDS.contains(name) || row.get(i).equals("-")) {
                    node.put(name, row.get(i).equals("-") ? null : row.get(i));
                } else {
                    node.put(name, new BigDecimal(row.get(i)));
                }
            }
        }
        var runs = root.putArray("runs");
        samples.forEach(sample -> run(runs.addObject(), sample));
        return root;
    }

    private static void run(ObjectNode node, Sample sample) {
        node.put("workers", sample.workers()).put("shape", word(sample.shape())).put("size", sample.size()).put("phase", word(sample.phase())).put("seconds", sample.seconds());
        put(node.putObject("counts"), sample.counts());
        put(node.putObject("background"), sample.background());
        var statements = node.putArray("statements");
        sample.statements().stream().limit(MOST_STATEMENTS).forEach(s -> statements.addObject().put("calls", s.calls()).put("milliseconds", s.millis())
                .put("query", s.shortened(STATEMENT_LENGTH)));
    }

    private static void put(ObjectNode node, Counts counts) {
        counts.values().forEach((metric, value) -> node.put(metric.label().replace(' ', '_'), Double.isNaN(value) ? null : value));
    }

    /** What the last run of each measurement sent, for people. */
    String statements(int most) {
        Map<String, Sample> last = samples.stream().collect(Collectors.toMap(
                s -> s.workers() + " workers, " + word(s.shape()) + " " + s.size() + ", " + word(s.phase()), s -> s, (_, later) -> later, LinkedHashMap::new));
        StringBuilder text = new StringBuilder();
        last.forEach((title, sample) -> {
            Table table = new Table("CALLS", "PER RESOURCE", "SERVER MS", "STATEMENT");
            sample.statements().stream().limit(most).forEach(s -> table.row(s.calls(), Figures.told((double) s.calls() / sample.size()), Figures.told(s.millis()), s.shortened(STATEMENT_LENGTH)));
            text.append('\n').append(title).append('\n').append(String.join("\n", table.lines(Integer.MAX_VALUE))).append('\n');
        });
        return text.toString();
    }
}
