package io.rowloom.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The command {@code rowloom}, with the settings of one cluster.
 *
 * @param settings environment variables; no other {@code ROWLOOM_…} reaches the process
 */
record Rowloom(Path directory, Map<String, String> settings) {
    private static final long LONGEST_SECONDS = 180;

    Rowloom with(String variable, String value) {
        Map<String, String> changed = new HashMap<>(settings);
        changed.put(variable, value);
        return new Rowloom(directory, Map.copyOf(changed));
    }

    Rowloom without(String variable) {
        Map<String, String> changed = new HashMap<>(settings);
        changed.remove(variable);
        return new Rowloom(directory, Map.copyOf(changed));
    }

    /** Runs a verb to its end. */
    Run run(String... arguments) {
        return start(arguments).await();
    }

    Started start(String... arguments) {
        try {
            Path out = Files.createTempFile(directory, "verb", ".out");
            Path err = Files.createTempFile(directory, "verb", ".err");
            Process process = builder(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
            process.getOutputStream().close();
            return new Started(String.join(" ", arguments), process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProcessBuilder builder(String... arguments) {
        List<String> command = Build.command(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("ROWLOOM_") || name.startsWith("JAVA_TOOL") || name.startsWith("PG"));
        environment.put("XDG_CONFIG_HOME", directory.toString());
        environment.putAll(settings);
        return builder;
    }

    /** A verb under way. */
    record Started(String verb, Process process, Path out, Path err) {
        Run await() {
            try {
                if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                    throw new AssertionError("rowloom " + verb + " did not end in " + LONGEST_SECONDS + " s:\n" + Files.readString(out) + Files.readString(err));
                }
                return new Run(verb, process.exitValue(), Files.readString(out), Files.readString(err));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                process.destroyForcibly();
                throw new IllegalStateException("interrupted in rowloom " + Arrays.toString(verb.split(" ")), e);
            }
        }
    }
}
