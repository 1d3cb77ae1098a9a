package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.stack.Request;
import io.rowloom.stack.Stack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "restore", header = "Send a stack back to a snapshot.",
        description = {"The stack gets the template and the parameters of then; each resource that the snapshot has data of is restored from it, all others are compared with reality and mended.",
                "Accepted wherever an update is."},
        footer = {"Example:", "  rowloom stack snapshot restore web before-upgrade --wait"})
final class SnapshotRestore extends Verb {
    @Parameters(index = "0", paramLabel = "STACK", description = "Name or id.")
    private String stack = "";

    @Parameters(index = "1", paramLabel = "SNAPSHOT", description = "Name or id.")
    private String snapshot = "";

    @Mixin
    private SubmitOptions options = new SubmitOptions();

    @Mixin
    private WaitOptions wait = new WaitOptions();

    @Override
    ExitCode run() throws Exception {
        options.check();
        wait.check();
        try (Session session = Session.open(rowloom())) {
            Stack seen = session.stack(stack);
            Request.Goal goal = new Request.Goal.Restore(SnapshotList.find(session, seen, snapshot).id());
            Request request = new Request(options.requestId(), goal, options.onFailure(), options.timeout());
            return Requests.told(rowloom(), session, Requests.submit(session, seen, request, false), request.action(), wait);
        }
    }
}
