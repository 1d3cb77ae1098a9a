package io.rowloom.benchmarks.profile;

import io.rowloom.benchmarks.Figures;
import io.rowloom.benchmarks.ResultFiles;
import io.rowloom.benchmarks.gauge.StatementCalls;
import io.rowloom.cli.output.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says of each measurement what each statement took of the server, in {@value #STATEMENTS}, and draws a flame graph of the worker that was started first; all workers do the
 * same. For one thread.
 */
public final class Profiler implements AutoCloseable {
    private static final String STATEMENTS = "statements.csv";
    private static final int MOST = 8;
    private static final int LENGTH = 100;

    private final Path directory;
    private final Connection connection;
    private final Path scratch;
    private final Optional<FlameGraphs> graphs;
    private final List<String> told = new ArrayList<>();
    private Map<String, StatementCalls> before = Map.of();
    private long worker;

    private Profiler(Path directory, Connection connection, Path scratch) throws IOException {
        this.directory = directory;
        this.connection = connection;
        this.scratch = scratch;
        this.graphs = FlameGraphs.open(scratch);
    }

    /**
     * @param directory of the results
     * @param connection to the database, which is closed in the end
     */
    public static Profiler open(Path directory, Connection connection) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(STATEMENTS), ResultFiles.csv(List.of("measurement", "calls", "ms", "pages", "wal_bytes", "about", "statement")) + "\n");
        return new Profiler(directory, connection, Files.createTempDirectory("rowloom-profiler-"));
    }

    /** What cannot be told here, for people. */
    public List<String> lacking() {
        return graphs.isPresent() ? List.of() : List.of("flame graphs (async-profiler does not run on this system)");
    }

    /** @param workers at least one */
    public void begin(List<Long> workers) throws SQLException, IOException {
        worker = workers.getFirst();
        before = StatementCalls.read(connection);
        if (graphs.isPresent()) {
            graphs.get().begin(worker);
        }
    }

    /**
     * @param name of the measurement, fit for a file
     * @param resources by which all is divided
     */
    public void end(String name, int resources) throws SQLException, IOException {
        List<StatementCalls> spent = StatementCalls.growth(before, StatementCalls.read(connection)).stream().sorted(StatementCalls.DEAREST_FIRST).toList();
        if (graphs.isPresent()) {
            graphs.get().end(worker, directory.resolve(name + ".html"), name);
        }
        Files.writeString(directory.resolve(STATEMENTS), spent.stream().map(calls -> ResultFiles.csv(cells(name, calls, resources)) + "\n").collect(Collectors.joining()),
                StandardOpenOption.APPEND);
        told.addAll(lines(name, spent, resources));
    }

    private static List<String> cells(String name, StatementCalls calls, int resources) {
        return List.of(name, ResultFiles.cell((double) calls.calls() / resources), ResultFiles.cell(calls.millis() / resources),
                ResultFiles.cell((double) calls.pages() / resources), ResultFiles.cell(calls.logBytes() / resources), calls.about(LENGTH), calls.shortened(Integer.MAX_VALUE));
    }

    private static List<String> lines(String name, List<StatementCalls> spent, int resources) {
        Table table = new Table("calls", "ms", "ms per call", "pages", "WAL B", name + ", per resource");
        spent.stream().limit(MOST).forEach(calls -> table.row(Figures.told((double) calls.calls() / resources), Figures.told(calls.millis() / resources),
                Figures.told(calls.millis() / calls.calls()), Figures.told((double) calls.pages() / resources), Figures.told(calls.logBytes() / resources), calls.about(LENGTH)));
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(table.lines(Integer.MAX_VALUE));
        return lines;
    }

    /** The dearest statements of each measurement, as a table. */
    public List<String> told() {
        return List.copyOf(told);
    }

    @Override
    public void close() throws SQLException, IOException {
        connection.close();
        try (var all = Files.list(scratch)) {
            for (Path path : all.toList()) {
                Files.delete(path);
            }
        }
        Files.delete(scratch);
    }
}
