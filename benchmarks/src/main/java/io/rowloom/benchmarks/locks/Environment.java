package io.rowloom.benchmarks.locks;

import io.rowloom.benchmarks.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What results were measured on. */
public final class Environment {
    private Environment() {}

    public static Map<String, String> of(Machine machine) {
        Map<String, String> facts = new LinkedHashMap<>(machine.facts());
        facts.put("commit", commit());
        return facts;
    }

    /** Of the sources that the launcher belongs to. */
    private static String commit() {
        String home = Optional.ofNullable(System.getenv("ROWLOOM_HOME")).orElse(".");
        try {
            Process git = new ProcessBuilder(List.of("git", "-C", home, "describe", "--always", "--dirty", "--exclude=*")).redirectErrorStream(true)
                    .start();
            String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? text : "unknown";
        } catch (IOException _) {
            return "unknown";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
