package io.rowloom.types.exec;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A command that runs once, with everything that it starts: a session of its own (setsid) where the machine has one, so that a time-out ends what was
 * put in the background, too.
 *
 * @param argv the program and its arguments
 * @param environment added to the engine's own
 */
record Command(List<String> argv, Map<String, String> environment, Optional<String> workingDirectory) {
    private static final Optional<String> SETSID = List.of("/usr/bin/setsid", "/bin/setsid").stream().filter(path -> new File(path).canExecute())
            .findFirst();
    private static final long LOOK_EVERY_MILLIS = 50;

    /** A text is run by {@code /bin/sh -c}, a list is run as it is. */
    static List<String> argv(JsonNode command) {
        if (!command.isArray()) {
            return List.of("/bin/sh", "-c", command.asText());
        }
        List<String> argv = new ArrayList<>();
        command.forEach(part -> argv.add(part.asText()));
        return argv;
    }

    /**
     * Runs to the end, the time-out, or the moment in which {@code cancelled} turns true; in the latter two, all processes are killed.
     *
     * @throws IOException if the program cannot be started
     * @throws InterruptedException after all processes were killed
     */
    Result run(Duration timeout, BooleanSupplier cancelled) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = start();
        Capture stdout = Capture.of(process.getInputStream());
        Capture stderr = Capture.of(process.getErrorStream());
        boolean ended = false;
        try {
            process.getOutputStream().close();
            while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                if (cancelled.getAsBoolean()) {
                    return new Result.Cancelled();
                }
                if (System.nanoTime() - start >= timeout.toNanos()) {
                    return new Result.TimedOut(timeout);
                }
            }
            ended = true;
            return new Result.Ended(process.exitValue(), stdout.text(), stderr.text());
        } finally {
            if (!ended) {
                kill(process);
            }
        }
    }

    private Process start() throws IOException {
        List<String> whole = new ArrayList<>();
        SETSID.ifPresent(whole::add);
        whole.addAll(argv);
        ProcessBuilder builder = new ProcessBuilder(whole);
        builder.environment().putAll(environment);
        workingDirectory.ifPresent(directory -> builder.directory(Path.of(directory).toFile()));
        return builder.start();
    }

    private static void kill(Process process) throws IOException {
        List<ProcessHandle> children = process.descendants().toList();
        if (SETSID.isPresent() && process.isAlive()) {
            new ProcessBuilder("/bin/sh", "-c", "kill -KILL -" + process.pid())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().onExit().join();
        }
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
