package io.rowloom.benchmarks;

import io.rowloom.cli.worker.Signals;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

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
