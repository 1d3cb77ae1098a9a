package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.stack.Request;
import io.rowloom.stack.Stack;
import io.rowloom.stack.SubmitResult;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A verb that sends a stack somewhere, from wherever it is. */
abstract class StackRequestVerb extends RequestVerb {
    /** Where a stack that was read is to go. Asked again whenever the stack is read again. */
    interface Aim {
        Request.Goal from(Session session, Stack seen);
    }

    @Parameters(index = "0", paramLabel = "STACK", description = "Name or id.")
    private String name = "";

    @Option(names = "--retry-conflict", description = "When another request came first, send this one again on top of it.")
    private boolean retryConflict;

    final Sending toward(Aim aim) {
        return session -> {
            Requests.Sent sent = Requests.submit(session, stack(session), seen -> request(aim.from(session, seen)), retryConflict);
            return ended(session, sent.accepted(), sent.request());
        };
    }

    /** The stack as it is now. */
    final Stack stack(Session session) {
        return session.stack(name);
    }

    /** Tells what came of the request; waits first, if that is wanted. */
    ExitCode ended(Session session, SubmitResult.Accepted accepted, Request request) throws InterruptedException {
        return told(session, accepted, request.action());
    }
}
