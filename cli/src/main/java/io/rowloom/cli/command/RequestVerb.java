package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.stack.Request;
import io.rowloom.stack.Stack;
import io.rowloom.stack.SubmitResult;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A verb that sends a stack somewhere and needs nothing but its name. */
abstract class RequestVerb extends Verb {
    @Parameters(paramLabel = "STACK", description = "Name or id.")
    private String name = "";

    @Option(names = "--retry-conflict", description = "When another request came first, send this one again on top of it.")
    private boolean retryConflict;

    @Mixin
    private SubmitOptions options = new SubmitOptions();

    @Mixin
    private WaitOptions wait = new WaitOptions();

    abstract Request.Goal goal();

    /** After the waiting, if there was any. */
    void ended(Session session, Stack stack) {}

    @Override
    final ExitCode run() throws Exception {
        options.check();
        wait.check();
        try (Session session = Session.open(rowloom())) {
            Stack seen = session.stack(name);
            Request request = new Request(options.requestId(), goal(), options.onFailure(), options.timeout());
            SubmitResult.Accepted accepted = Requests.submit(session, seen, request, retryConflict);
            ExitCode code = Requests.told(rowloom(), session, accepted, request.action(), wait);
            if (wait.wanted()) {
                session.store().stacks().find(accepted.stack()).ifPresent(stack -> ended(session, stack));
            }
            return code;
        }
    }
}
