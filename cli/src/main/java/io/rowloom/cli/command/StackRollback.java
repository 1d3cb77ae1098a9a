package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.stack.Request;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackAction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "rollback", header = "Send a stack back to the template that completed last.",
        description = "After a create that did not complete: to nothing. Accepted while a create or update runs, and after one failed.",
        footer = {"Example:", "  rowloom stack rollback web --wait"})
final class StackRollback extends Verb {
    @Parameters(paramLabel = "STACK", description = "Name or id.")
    private String name = "";

    @Option(names = "--retry-conflict", description = "When another request came first, send this one again on top of it.")
    private boolean retryConflict;

    @Mixin
    private SubmitOptions options = new SubmitOptions();

    @Mixin
    private WaitOptions wait = new WaitOptions();

    @Override
    ExitCode run() throws Exception {
        options.check();
        wait.check();
        try (Session session = Session.open(rowloom())) {
            Stack seen = session.stack(name);
            Request request = new Request(options.requestId(), new Request.Goal.Rollback(), options.onFailure(), options.timeout());
            return Requests.told(rowloom(), session, Requests.submit(session, seen, request, retryConflict), StackAction.ROLLBACK, wait);
        }
    }
}
