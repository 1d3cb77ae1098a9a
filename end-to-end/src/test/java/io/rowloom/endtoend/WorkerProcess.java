package io.rowloom.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code rowloom worker} as a process, with real signals. */
final class WorkerProcess {
    private static final Pattern METRICS = Pattern.compile("metrics=\"(http://[^\"]+)\"");
    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final Duration LONGEST_END = Duration.ofSeconds(60);

    private final String name;
    private final Process process;
    private final Path log;

    private WorkerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Does not wait: see {@link #awaitReady}. */
    static WorkerProcess start(Rowloom rowloom, String name, Path log) {
        try {
            return new WorkerProcess(name, rowloom.builder("worker", "--name", name).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    WorkerProcess awaitReady() {
        await("worker " + name + " is ready").atMost(LONGEST_START).until(() -> !process.isAlive() || log().contains(" ready "));
        if (!process.isAlive()) {
            throw new AssertionError("worker " + name + " ended with " + process.exitValue() + ":\n" + log());
        }
        return this;
    }

    /** SIGKILL: returns when the process is gone. */
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** SIGSTOP. */
    void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
    void resume() {
        signal("CONT");
    }

    /** SIGTERM. */
    void terminate() {
        signal("TERM");
    }

    int awaitExit() {
        await("worker " + name + " ends").atMost(LONGEST_END).until(() -> !process.isAlive());
        return process.exitValue();
    }

    boolean alive() {
        return process.isAlive();
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A counter as the worker's metrics show it, for instance {@code rowloom_fences_lost_total}. */
    double metric(String metric) {
        Matcher address = METRICS.matcher(log());
        if (!address.find()) {
            throw new IllegalStateException("worker " + name + " did not say where its metrics are:\n" + log());
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            String body = client.send(HttpRequest.newBuilder(URI.create(address.group(1))).build(), HttpResponse.BodyHandlers.ofString()).body();
            return body.lines().filter(line -> line.startsWith(metric + " ") || line.startsWith(metric + "{"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void signal(String signal) {
        try {
            int code = new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + pid()).inheritIO().start().waitFor();
            if (code != 0) {
                throw new IllegalStateException("signal " + signal + " could not be sent to worker " + name + "; its log:\n" + log());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
