package io.rowloom.cli.demo;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Workers as processes of their own, on the demo's database. They end with this process, however it ends. */
public final class DemoWorkers implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 5;

    private final Path directory;
    private final Map<String, Process> running = new LinkedHashMap<>();

    /** @param directory that of the demo */
    public DemoWorkers(Path directory) {
        this.directory = directory;
    }

    /** Starts one. Leases are short, so that a crash is noticed within the time that people like to watch; slots are few, so that both get work. */
    public synchronized void start(String name) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.rowloom.cli.Main", "worker", "--name", name, "--end-with-input"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).redirectError(log(name));
        builder.environment().keySet().removeIf(variable -> variable.startsWith("ROWLOOM_"));
        builder.environment().putAll(Map.of("ROWLOOM_DATA", directory.toString(), "ROWLOOM_WORKER_SLOTS", "2", "ROWLOOM_WORKER_LEASE", "2s", "ROWLOOM_WORKER_RENEW_EVERY", "500ms",
                "ROWLOOM_WORKER_GRACE", "500ms", "ROWLOOM_METRICS_PORT", "-1"));
        try {
            running.put(name, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("the worker process cannot be started: " + String.join(" ", command), e);
        }
    }

    private File log(String name) {
        return directory.resolve(name + ".log").toFile();
    }

    /** SIGKILL: it has no chance to say good-bye. Answers its process id. */
    public synchronized long kill(String name) {
        Process process = Optional.ofNullable(running.remove(name)).orElseThrow(() -> new IllegalArgumentException("no worker " + name));
        process.destroyForcibly();
        return process.pid();
    }

    public synchronized boolean runs(String name) {
        return running.containsKey(name);
    }

    /** The log of a worker that ended when nobody asked it to; empty while all are well. */
    public synchronized Optional<String> failure() {
        return running.entrySet().stream().filter(entry -> !entry.getValue().isAlive()).findAny().map(entry -> {
            try {
                return entry.getKey() + " ended: " + Files.readString(log(entry.getKey()).toPath());
            } catch (IOException e) {
                return entry.getKey() + " ended with exit code " + entry.getValue().exitValue();
            }
        });
    }

    /** Asks all to end, and makes them. */
    @Override
    public synchronized void close() {
        running.values().forEach(Process::destroy);
        for (Process process : running.values()) {
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException _) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        running.clear();
    }
}
