package io.rowloom.cli;

import io.micrometer.core.instrument.MeterRegistry;
import io.rowloom.cli.command.CommandLines;
import io.rowloom.cli.command.Surroundings;
import io.rowloom.cli.worker.Workers.RunningWorker;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.store.Store;
import io.rowloom.value.Fingerprint;
import io.rowloom.worker.Services;
import io.rowloom.worker.WorkerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Walks the usual ways once, so that the launcher can keep the classes that they need, and what the JVM learned about how they run: verbs that look, and a worker that makes,
 * changes and deletes a stack. On a database of its own.
 */
final class Rehearsal {
    /** Enough that the JVM finds what is worth compiling. */
    private static final int RESOURCES = 600;

    private final Surroundings surroundings;
    private final Path directory;
    private final BlockingQueue<RunningWorker> started = new ArrayBlockingQueue<>(1);

    private Rehearsal(Surroundings surroundings, Path directory) {
        this.surroundings = surroundings;
        this.directory = directory;
    }

    /** @param directory where the database will be; the caller's to delete */
    static void run(Surroundings surroundings, Path directory) throws InterruptedException {
        Rehearsal rehearsal = new Rehearsal(surroundings, directory);
        rehearsal.look();
        rehearsal.work();
        rehearsal.verb("db", "stop");
    }

    private void look() {
        verb("types", "--output", "json");
        verb("stack", "list");
        verb("stack", "show", "none");
        verb("engine", "list", "--output", "yaml");
    }

    private void work() throws InterruptedException {
        Thread worker = Thread.ofPlatform().daemon().name("worker").start(() -> verb("worker", "--metrics-port", "0"));
        verb("stack", "create", "--template", template("first"), "rehearsal", "--wait", "--wait-timeout", "1m");
        verb("stack", "update", "--template", template("second"), "rehearsal", "--wait", "--wait-timeout", "1m");
        verb("stack", "delete", "rehearsal", "--wait", "--wait-timeout", "1m");
        RunningWorker running = started.poll();
        if (running != null) {
            running.drain();
            worker.join();
        }
    }

    private void verb(String... arguments) {
        Surroundings remembering = new Surroundings(surroundings.environment(), surroundings.directory(), surroundings.out(), surroundings.err(), surroundings.terminal(),
                surroundings.clock(), surroundings.databases(), this::start);
        CommandLines.run(remembering, Stream.concat(Stream.of(arguments), Stream.of("--set", "data-directory=" + directory)).toArray(String[]::new));
    }

    private RunningWorker start(WorkerConfig config, Services services, Store store, ResourceTypes types, Fingerprint fingerprint, MeterRegistry meters) {
        RunningWorker worker = surroundings.workers().start(config, services, store, types, fingerprint, meters);
        started.add(worker);
        return worker;
    }

    /** Resources that stand alone, and as many that wait for one each. */
    private String template(String value) {
        String resources = IntStream.range(0, RESOURCES / 2).mapToObj(i -> """
              r%1$d: {type: OS::Heat::TestResource, properties: {value: %2$s %1$d}}
              s%1$d: {type: OS::Heat::TestResource, properties: {value: {get_attr: [r%1$d, output]}}}
            """.formatted(i, value)).collect(Collectors.joining());
        try {
            Files.createDirectories(directory);
            return Files.writeString(directory.resolve(value + ".yaml"), "heat_template_version: 2021-04-16\nresources:\n" + resources).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
