package io.rowloom.cli.command;

import io.rowloom.stack.OnFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a request that changes a stack. */
final class SubmitOptions {
    @Option(names = "--on-failure", paramLabel = "WHAT", description = "rollback, stop (start nothing more) or finish (all that does not depend on "
            + "what failed). A new stack: rollback; else as before.")
    private @Nullable OnFailure onFailure;

    @Option(names = "--timeout", paramLabel = "DURATION", description = "Time for the whole request, after which the stack fails. As in 30s, 5m, 2h.")
    private @Nullable String timeout;

    @Option(names = "--request-id", paramLabel = "UUID", description = "For sending a request again of which it is unknown whether it was accepted.")
    private @Nullable UUID requestId;

    private final UUID fresh = UUID.randomUUID();

    Optional<OnFailure> onFailure() {
        return Optional.ofNullable(onFailure);
    }

    Optional<Duration> timeout() {
        return Options.duration("--timeout", timeout);
    }

    /** Reads everything, so that a fault is told before any work begins. */
    void check() {
        timeout();
    }

    UUID requestId() {
        return requestId == null ? fresh : requestId;
    }
}
