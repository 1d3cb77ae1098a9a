package io.rowloom.benchmarks.detection;

import io.rowloom.benchmarks.WorkerProcesses;
import io.rowloom.benchmarks.ground.DelayProxy;
import io.rowloom.benchmarks.ground.Ground;
import io.rowloom.benchmarks.locks.LockServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One worker process, with ways of its own to the database and to the service, which can be cut. */
final class Hand implements AutoCloseable {
    private final Path directory;
    private final DelayProxy toDatabase;
    private final Optional<DelayProxy> toService;
    private final WorkerProcesses worker;

    /** @param settings of all workers, as environment variables */
    Hand(Ground ground, LockServers servers, Arm arm, Map<String, String> settings) throws IOException {
        this.directory = Files.createTempDirectory("rowloom-bench-");
        this.toDatabase = ground.proxy(0);
        this.toService = arm.isService() ? Optional.of(DelayProxy.to("127.0.0.1", servers.port(arm.needs()), 0)) : Optional.empty();
        Map<String, String> own = new TreeMap<>(settings);
        own.put("ROWLOOM_MEMBERSHIP_URL", toService.map(way -> arm.label() + "://127.0.0.1:" + way.port()).orElse(arm.label() + ":"));
        this.worker = new WorkerProcesses(directory, List.of(-1), ground.workersUrl(Optional.of(toDatabase)), own);
    }

    private Process process() {
        return worker.processes().getFirst();
    }

    long pid() {
        return process().pid();
    }

    void check() throws IOException {
        worker.check();
    }

    void strike(Fault fault) throws IOException, InterruptedException {
        switch (fault) {
            case KILL -> process().destroyForcibly();
            case STOP -> {
                if (new ProcessBuilder("/bin/sh", "-c", "kill -STOP " + pid()).inheritIO().start().waitFor() != 0) {
                    throw new IllegalStateException("worker " + pid() + " cannot be stopped");
                }
            }
            case CUT -> {
                toDatabase.cut();
                toService.ifPresent(DelayProxy::cut);
            }
        }
    }

    /** Ends it by SIGKILL: it may stand still, and what it began does not matter any more. */
    @Override
    public void close() throws IOException {
        process().destroyForcibly().onExit().join();
        worker.close();
        toDatabase.close();
        if (toService.isPresent()) {
            toService.get().close();
        }
        try (var all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
