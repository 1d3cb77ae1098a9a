package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.stack.Stack;
import io.rowloom.stack.SubmitResult;
import io.rowloom.store.StoreUnavailableException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Sends a request until it is known what became of it. After a lost connection it is unknown whether the request was committed; sending it again with
 * the same request id is safe, since an accepted request answers accepted again.
 */
final class Submission {
    private static final int TRIES = 6;
    private static final int CONFLICTS = 20;
    private static final Duration FIRST_DELAY = Duration.ofMillis(200);

    private Submission() {}

    /** @throws StoreUnavailableException after some seconds without an answer, telling the request id */
    static SubmitResult send(UUID requestId, Supplier<SubmitResult> call) throws InterruptedException {
        return send(requestId, call, FIRST_DELAY);
    }

    static SubmitResult send(UUID requestId, Supplier<SubmitResult> call, Duration firstDelay) throws InterruptedException {
        Duration delay = firstDelay;
        for (int tried = 1; ; tried++) {
            try {
                return call.get();
            } catch (StoreUnavailableException e) {
                if (tried == TRIES) {
                    throw new StoreUnavailableException(e.getMessage() + "\nIt is unknown whether the request was accepted. To find out, run the same command with "
                            + "--request-id " + requestId + ": it is not accepted twice.", e);
                }
            }
            Thread.sleep(delay);
            delay = delay.multipliedBy(2);
        }
    }

    /** The same, and after a conflict again with the state that is there then; {@code call} reads it. */
    static SubmitResult sendThroughConflicts(UUID requestId, Supplier<SubmitResult> call) throws InterruptedException {
        SubmitResult result = send(requestId, call);
        for (int i = 1; i < CONFLICTS && result instanceof SubmitResult.Conflict; i++) {
            result = send(requestId, call);
        }
        return result;
    }

    static SubmitResult.Accepted accepted(SubmitResult result, String name) {
        return switch (result) {
            case SubmitResult.Accepted accepted -> accepted;
            case SubmitResult.Conflict conflict -> throw new Refusal(ExitCode.CONFLICT, conflict(conflict.now()));
            case SubmitResult.NotAdmitted refused -> throw new Refusal(ExitCode.CONFLICT, "stack " + name + " is " + refused.now().state() + ": " + refused.why());
            case SubmitResult.NotFound _ -> throw new Refusal(ExitCode.NOT_FOUND, "there is no stack " + name + " (any more)");
        };
    }

    private static String conflict(Stack now) {
        return "another request for stack " + now.name() + " came first: it is " + now.state() + " now (traversal " + now.traversal()
                + "). Nothing was changed by this one. Look with 'rowloom stack show " + now.name() + "', then send it again, or use --retry-conflict.";
    }
}
