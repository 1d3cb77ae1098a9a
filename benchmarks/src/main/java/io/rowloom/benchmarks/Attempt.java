package io.rowloom.benchmarks;

import io.rowloom.cli.worker.Signals;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A command that measures: what ends it, and what it answers then. Whatever it was, what was measured so far is reported. */
public final class Attempt {
    /** For a command's help. */
    public static final String EXIT_CODES = "Exit codes: 0 measured, 1 something failed, 2 wrong usage, 4 the database cannot be used, 130 and 143 interrupted.";
    private static final int INTERRUPTED = 130;
    private static final int TERMINATED = 143;
    private static final int NO_DATABASE = 4;

    private final CommandSpec spec;
    private final AtomicInteger code = new AtomicInteger();

    /** Something that takes long. SIGINT and SIGTERM interrupt it. */
    public interface Work {
        void run() throws SQLException, IOException, InterruptedException;
    }

    /** What is done in any case. */
    public interface Report {
        void run() throws IOException;
    }

    public Attempt(CommandSpec spec) {
        this.spec = spec;
    }

    /** Where results go for which nobody named a directory: into one of this time, in the working directory. */
    public static Path directory(Optional<Path> given, String bench) {
        return given.orElseGet(() -> Path.of("rowloom-bench-" + bench + "-" + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now())));
    }

    /** @throws ParameterException that tells all faults, results of another run among them */
    public void check(Path directory, List<String> faults) {
        List<String> all = new ArrayList<>(faults);
        if (ResultFiles.areIn(directory)) {
            all.add("--out: there are results in " + directory + " already");
        }
        if (!all.isEmpty()) {
            throw new ParameterException(spec.commandLine(), String.join("\n", all));
        }
    }

    /**
     * Runs, and ends with a table of what was measured. Answers the exit code.
     *
     * @param measured which {@code work} adds to
     */
    public <M> int run(Path directory, Work work, List<M> measured, Function<List<M>, List<String>> table) throws IOException {
        return run(work, () -> {
            if (!measured.isEmpty()) {
                print(table.apply(measured));
            }
            say(measured.size() + " measurements in " + directory);
        });
    }

    /**
     * Answers the exit code.
     *
     * @throws IllegalArgumentException from {@code work}: wrong usage, which is for the caller to tell
     */
    public int run(Work work, Report report) throws IOException {
        Thread measuring = Thread.currentThread();
        Map.of("INT", INTERRUPTED, "TERM", TERMINATED).forEach((signal, answer) -> Signals.on(signal, () -> {
            code.set(answer);
            measuring.interrupt();
        }));
        try {
            work.run();
        } catch (InterruptedException _) {
            code.compareAndSet(0, INTERRUPTED);
            say("interrupted");
        } catch (SQLException | IOException | IllegalStateException e) {
            failed(e);
        } finally {
            boolean interrupted = Thread.interrupted();
            report.run();
            if (interrupted && code.get() == 0) {
                measuring.interrupt();
            }
        }
        return code.get();
    }

    /** What an interruption broke is no failure of its own. */
    private void failed(Exception e) {
        if (code.get() != 0) {
            say("interrupted");
            return;
        }
        say("rowloom bench: " + (e instanceof SQLException ? "the database cannot be used: " : "") + (e instanceof IOException ? e.toString() : e.getMessage()));
        code.set(e instanceof SQLException ? NO_DATABASE : ExitCode.SOFTWARE);
    }

    /** Whether it did not come to its end. */
    public boolean wasInterrupted() {
        return code.get() != 0;
    }

    /** For people who wait. */
    public void say(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(text);
        err.flush();
    }

    /** The result. */
    public void print(Iterable<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
    }
}
