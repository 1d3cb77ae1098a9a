package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.stack.Request;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.SubmitResult;
import io.rowloom.stack.Tags;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** A verb that sends a request, and waits for its end if that is wanted. All that can be told without a database is told before it is opened. */
abstract class RequestVerb extends Verb {
    /** What is left to do when the command line and the files are read. */
    interface Sending {
        ExitCode with(Session session) throws Exception;
    }

    @Mixin
    private SubmitOptions options = new SubmitOptions();

    @Mixin
    private WaitOptions wait = new WaitOptions();

    /** Reads the command line and the files, and tells what is wrong with them. */
    abstract Sending read() throws Exception;

    @Override
    final ExitCode run() throws Exception {
        Sending sending = read();
        options.check();
        wait.check();
        try (Session session = Session.open(rowloom())) {
            return sending.with(session);
        }
    }

    final SubmitOptions options() {
        return options;
    }

    final WaitOptions waiting() {
        return wait;
    }

    final Request request(Request.Goal goal) {
        return new Request(options.requestId(), goal, options.onFailure(), options.timeout(), tags());
    }

    /** What becomes of the stack's tags; empty: they stay. */
    Optional<Tags> tags() {
        return Optional.empty();
    }

    final ExitCode told(Session session, SubmitResult.Accepted accepted, StackAction action) throws InterruptedException {
        return Requests.told(rowloom(), session, accepted, action, wait);
    }
}
