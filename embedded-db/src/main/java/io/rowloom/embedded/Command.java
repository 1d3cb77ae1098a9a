package io.rowloom.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's programs. They refuse to run as root, so root runs them in a user namespace of their own ({@code unshare --user}): there they are an
 * unknown user who still owns what root owns.
 */
final class Command {
    private static final long LIMIT_SECONDS = 120;

    private Command() {}

    /** @throws EmbeddedDatabaseException if it fails, with what it wrote and, if given, the end of the server's log */
    static void run(List<String> words, Path log) {
        var line = asUser(words);
        try {
            var output = Files.createTempFile("rowloom-", ".out");
            try {
                var failure = execute(line, output);
                if (!failure.isEmpty()) {
                    throw new EmbeddedDatabaseException(Advice.explain(String.join(" ", line) + failure, Files.readString(output) + end(log)));
                }
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new EmbeddedDatabaseException(Advice.explain(String.join(" ", line), String.valueOf(e.getMessage())), e);
        }
    }

    static List<String> asUser(List<String> words) {
        if (!isRoot()) {
            return words;
        }
        var line = new ArrayList<>(List.of("unshare", "--user"));
        line.addAll(words);
        return List.copyOf(line);
    }

    static boolean isRoot() {
        Path self = Path.of("/proc/self");
        if (!Files.exists(self)) {
            return System.getProperty("user.name").equals("root");
        }
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"));
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("Cannot tell which user this is: /proc is not readable.", e);
        }
    }

    private static String execute(List<String> line, Path output) throws IOException {
        var builder = new ProcessBuilder(line).directory(Path.of("/").toFile()).redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_") || name.equals("LANG"));
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        try {
            if (process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0 ? "" : " ended with " + process.exitValue();
            }
            process.destroyForcibly();
            return " took longer than " + LIMIT_SECONDS + " s";
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return " was interrupted";
        }
    }

    private static String end(Path log) throws IOException {
        if (!Files.isRegularFile(log)) {
            return "";
        }
        var lines = Files.readAllLines(log);
        return "\n" + log + " ends with:\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }
}
