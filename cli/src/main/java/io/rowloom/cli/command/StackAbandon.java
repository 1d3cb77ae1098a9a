package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.stack.Request;
import io.rowloom.stack.Stack;
import io.rowloom.stack.SubmitResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "abandon", header = "Forget a stack and leave everything that it made as it is.",
        description = {"First a dump is printed, or written with --file; then the stack goes, whatever the deletion policies say. 'rowloom stack adopt' makes a stack of the dump again.",
                "Only while nothing is in progress. The dump is there before anything is changed, and nothing can come in between."},
        footer = {"Examples:", "  rowloom stack abandon web --file web.json --show-secrets --wait", "  rowloom stack adopt web --file web.json --wait"})
final class StackAbandon extends RequestVerb {
    @Parameters(paramLabel = "STACK", description = "Name or id.")
    private String name = "";

    @Mixin
    private DumpOptions dump = new DumpOptions();

    @Override
    Sending read() {
        return this::send;
    }

    private ExitCode send(Session session) throws InterruptedException {
        Stack seen = session.stack(name);
        Request request = request(new Request.Goal.Abandon());
        if (!seen.requestId().equals(request.requestId())) { // else it was accepted before, and rows are going: the dump that was written then counts
            Requests.checkAdmitted(seen, request.goal());
            dump.write(rowloom(), session, seen);
        }
        SubmitResult.Accepted accepted = Requests.submit(session, seen, _ -> request, false).accepted();
        return dump.toFile() ? told(session, accepted, request.action()) : Requests.toldAside(rowloom(), session, accepted, request.action(), waiting());
    }
}
