package io.rowloom.endtoend;

import io.rowloom.embedded.DatabaseAddress;
import io.rowloom.embedded.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * A migrated database, workers and a world for the tests of one class; all of it is gone after them. A test that fails shows the ends of the workers'
 * logs, and what the rows say. Leases are short, so that a crash is noticed soon.
 */
final class Cluster implements BeforeAllCallback, AfterAllCallback, TestExecutionExceptionHandler {
    private static final String KEY = "c2l4dGVlbiBieXRlcyBhbmQgc2l4dGVlbiBtb3JlISE=";
    private static final int LOG_TAIL = 6_000;

    private final List<String> atStart;
    private final boolean ownServer;
    private final Map<String, String> extra;
    private final Map<String, WorkerProcess> workers = new LinkedHashMap<>();
    private final List<Path> logs = new ArrayList<>();
    private Optional<TestDatabase> server = Optional.empty();
    private Optional<Started> started = Optional.empty();

    private record Started(Path directory, DatabaseAddress address, Rowloom rowloom, Reality reality) {}

    private Cluster(List<String> atStart, boolean ownServer, Map<String, String> extra) {
        this.atStart = atStart;
        this.ownServer = ownServer;
        this.extra = extra;
    }

    /** On the server that all classes share. */
    static Cluster withWorkers(String... names) {
        return new Cluster(List.of(names), false, Map.of());
    }

    /** On a server of its own, which the test may stop. */
    static Cluster onOwnServer(String... names) {
        return new Cluster(List.of(names), true, Map.of());
    }

    Cluster with(String variable, String value) {
        Map<String, String> more = new HashMap<>(extra);
        more.put(variable, value);
        return new Cluster(atStart, ownServer, Map.copyOf(more));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Path directory = Files.createTempDirectory("rowloom-end-to-end").toRealPath();
        server = Optional.of(ownServer ? TestDatabase.fresh() : SharedServer.get());
        DatabaseAddress address = server.get().createDatabase();
        Map<String, String> settings = new HashMap<>(Map.of("ROWLOOM_DB", address.urlWithPassword(), "ROWLOOM_SECRETS_KEY", KEY, "ROWLOOM_WORKER_LEASE", "2s",
                "ROWLOOM_WORKER_RENEW_EVERY", "400ms", "ROWLOOM_WORKER_GRACE", "500ms", "ROWLOOM_WORKER_POLL_EVERY", "250ms",
                "ROWLOOM_WORKER_DRAIN_TIMEOUT", "3s", "WORLD", directory.resolve("world").toString()));
        settings.putAll(extra);
        started = Optional.of(new Started(directory, address, new Rowloom(directory, Map.copyOf(settings)), new Reality(directory.resolve("world"))));
        rowloom().run("db", "migrate").exits(0);
        atStart.forEach(this::begin);
        atStart.forEach(name -> worker(name).awaitReady());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        workers.values().stream().filter(WorkerProcess::alive).forEach(WorkerProcess::kill);
        started.ifPresent(s -> {
            s.reality().destroy();
            delete(s.directory());
        });
        if (ownServer) {
            server.ifPresent(TestDatabase::close);
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        StringBuilder tails = new StringBuilder("what the workers logged last");
        for (Path log : logs) {
            String text = Files.readString(log);
            tails.append("\n--- ").append(log.getFileName()).append('\n').append(text.substring(Math.max(0, text.length() - LOG_TAIL)));
        }
        failure.addSuppressed(new AssertionError(tails.toString()));
        failure.addSuppressed(new AssertionError("what the rows say\n" + String.join("\n", rows().story())));
        throw failure;
    }

    /** Starts a worker and waits until it works. The name of one that has ended can be used again. */
    WorkerProcess start(String name) {
        return begin(name).awaitReady();
    }

    /** Starts a worker with a setting of its own. */
    WorkerProcess start(String name, String variable, String value) {
        return begin(name, variable, value).awaitReady();
    }

    WorkerProcess begin(String name, String variable, String value) {
        return begin(rowloom().with(variable, value), name);
    }

    WorkerProcess begin(String name) {
        return begin(rowloom(), name);
    }

    private WorkerProcess begin(Rowloom rowloom, String name) {
        Path log = directory().resolve(name + "." + logs.size() + ".log");
        logs.add(log);
        WorkerProcess worker = WorkerProcess.start(rowloom, name, log);
        workers.put(name, worker);
        return worker;
    }

    WorkerProcess worker(String name) {
        return Optional.ofNullable(workers.get(name)).orElseThrow(() -> new IllegalArgumentException("there is no worker " + name));
    }

    /** Runs a verb to its end. */
    Run run(String... arguments) {
        return rowloom().run(arguments);
    }

    Rowloom rowloom() {
        return started().rowloom();
    }

    /** To be closed. */
    Requester requester() {
        return new Requester(address(), KEY);
    }

    Reality reality() {
        return started().reality();
    }

    Rows rows() {
        return new Rows(address().dataSource());
    }

    DatabaseAddress address() {
        return started().address();
    }

    TestDatabase server() {
        return server.orElseThrow();
    }

    Path directory() {
        return started().directory();
    }

    /** What all workers logged. */
    String logs() {
        StringBuilder all = new StringBuilder();
        logs.forEach(log -> {
            try {
                all.append(Files.readString(log));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return all.toString();
    }

    private Started started() {
        return started.orElseThrow();
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
