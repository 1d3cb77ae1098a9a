package io.rowloom.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Starts or attaches in a process of its own, which then ends. */
final class StartElsewhere {
    private StartElsewhere() {}

    public static void main(String[] args) {
        var database = EmbeddedDatabase.startOrAttach(Path.of(args[0]));
        System.out.println(database.pid() + " " + database.port() + " " + database.wasStarted());
        Runtime.getRuntime().halt(0);
    }

    static Process fork(Path directory) throws IOException {
        return java(StartElsewhere.class, directory.toString());
    }

    static Process java(Class<?> main, String... args) throws IOException {
        var line = new java.util.ArrayList<>(java.util.List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp", System.getProperty("java.class.path"), main.getName()));
        line.addAll(java.util.List.of(args));
        return new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    static Outcome outcome(Process process) throws IOException, InterruptedException {
        var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip().split(" ");
        process.waitFor();
        return new Outcome(Long.parseLong(words[0]), Integer.parseInt(words[1]), Boolean.parseBoolean(words[2]));
    }

    record Outcome(long pid, int port, boolean started) {}
}
