package io.rowloom.benchmarks;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Workers with standard settings, each a process of its own, as {@code rowloom worker} starts them: the launcher tells in system properties with which jar, and with which cache of
 * what the JVM has learned. They end with this process, however it ends.
 */
public final class WorkerProcesses implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;
    private static final List<String> JAVA = java();

    private final Path directory;
    private final List<Process> processes = new ArrayList<>();
    private final List<CompilerTime> compilers;

    WorkerProcesses(Path directory, int count, String databaseUrl) throws IOException {
        this(directory, Collections.nCopies(count, -1), databaseUrl, Map.of());
    }

    /**
     * @param directory empty; for logs, and as their home: no configuration file of this user reaches them
     * @param metricsPorts one for each worker; -1: it shows no metrics
     * @param settings further ones, as environment variables
     */
    public WorkerProcesses(Path directory, List<Integer> metricsPorts, String databaseUrl, Map<String, String> settings) throws IOException {
        this.directory = directory;
        for (int i = 1; i <= metricsPorts.size(); i++) {
            List<String> command = new ArrayList<>(JAVA);
            command.addAll(List.of("io.rowloom.cli.Main", "worker", "--name", "bench-" + i, "--metrics-port", metricsPorts.get(i - 1).toString(), "--end-with-input"));
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectOutput(Redirect.DISCARD).redirectError(log(i).toFile());
            builder.environment().keySet().removeIf(variable -> variable.startsWith("ROWLOOM_"));
            builder.environment().putAll(Map.of("ROWLOOM_DB", databaseUrl, "ROWLOOM_DATA", directory.toString(), "HOME", directory.toString()));
            builder.environment().putAll(settings);
            processes.add(builder.start());
        }
        this.compilers = pids().stream().map(CompilerTime::new).toList();
    }

    /** The command line's jar first, which the cache is of; behind it what only benchmarks have. */
    private static List<String> java() {
        String own = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        Stream<String> cache = Stream.ofNullable(System.getProperty("rowloom.worker.cache")).flatMap(file -> Stream.of("-XX:AOTCache=" + file, "-Xlog:aot=off", "-Xlog:cds=off"));
        String jar = Stream.ofNullable(System.getProperty("rowloom.worker.jar")).map(file -> file + File.pathSeparator).collect(Collectors.joining());
        return Stream.of(Stream.of(ProcessHandle.current().info().command().orElse("java"), "--enable-native-access=ALL-UNNAMED"), cache, Stream.of("-cp", jar + own))
                .flatMap(part -> part).toList();
    }

    private Path log(int number) {
        return directory.resolve("worker-" + number + ".log");
    }

    /** In the order of their start. */
    public List<Process> processes() {
        return List.copyOf(processes);
    }

    /** CPU time of all of them since their start. */
    public double cpuMillis() {
        return processes.stream().mapToDouble(p -> p.info().totalCpuDuration().map(Duration::toNanos).map(n -> n / 1e6).orElse(Double.NaN)).sum();
    }

    /** The part of it in which the JVMs compiled. NaN where the system does not tell. */
    public double compileMillis() {
        return compilers.stream().mapToDouble(CompilerTime::millis).sum();
    }

    /** In the order of their start. */
    public List<Long> pids() {
        return processes.stream().map(Process::pid).toList();
    }

    /** @throws IllegalStateException with its log, when one has ended */
    public void check() throws IOException {
        for (int i = 0; i < processes.size(); i++) {
            if (!processes.get(i).isAlive()) {
                throw new IllegalStateException("worker " + (i + 1) + " ended:\n" + Files.readString(log(i + 1)));
            }
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException _) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
