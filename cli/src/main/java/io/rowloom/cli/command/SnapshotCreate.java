package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.stack.Request;
import io.rowloom.stack.Stack;
import io.rowloom.stack.SubmitResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "create", header = "Take a snapshot of a stack.",
        description = "Only of a stack that is complete. A request that comes in the middle has its way, and the snapshot fails.",
        footer = {"Example:", "  rowloom stack snapshot create web --name before-upgrade --wait"})
final class SnapshotCreate extends Verb {
    private static final int LONGEST_NAME = 255;

    @Parameters(paramLabel = "STACK", description = "Name or id.")
    private String stack = "";

    @Option(names = "--name", paramLabel = "NAME", description = "To find it by; need not be unique.")
    private String name = "";

    @Mixin
    private SubmitOptions options = new SubmitOptions();

    @Mixin
    private WaitOptions wait = new WaitOptions();

    @Override
    ExitCode run() throws Exception {
        options.check();
        wait.check();
        if (name.length() > LONGEST_NAME) {
            throw new Refusal(ExitCode.BAD_INPUT, "--name: at most " + LONGEST_NAME + " characters");
        }
        try (Session session = Session.open(rowloom())) {
            Stack seen = session.stack(stack);
            Request.Goal goal = new Request.Goal.Snapshot(options.requestId(), name);
            Request request = new Request(options.requestId(), goal, options.onFailure(), options.timeout());
            SubmitResult.Accepted accepted = Requests.submit(session, seen, request, false);
            session.store().hints().announce();
            ExitCode code = wait.wanted() ? Waiting.runAside(rowloom(), session, accepted.stack(), request.action(), wait.limit(), accepted.traversal()) : ExitCode.DONE;
            session.store().snapshots().find(accepted.stack(), options.requestId()).ifPresent(snapshot -> SnapshotList.print(rowloom(), snapshot));
            return code;
        }
    }
}
