package io.rowloom.cli.command;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that make a verb wait for the end of what it began. */
final class WaitOptions {
    @Option(names = {"-w", "--wait"}, description = "Show progress until the stack has ended; the exit code tells how.")
    private boolean wait;

    @Option(names = "--wait-timeout", paramLabel = "DURATION", description = "Stop waiting after this long (exit code 5); the stack goes on. As in 30s, 5m.")
    private @Nullable String timeout;

    boolean wanted() {
        return wait || timeout != null;
    }

    /** Reads everything, so that a fault is told before any work begins. */
    void check() {
        limit();
    }

    Optional<Duration> limit() {
        return Options.duration("--wait-timeout", timeout);
    }
}
