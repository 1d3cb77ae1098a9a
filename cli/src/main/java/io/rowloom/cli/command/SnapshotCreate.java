package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.stack.Request;
import io.rowloom.stack.SubmitResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "create", header = "Take a snapshot of a stack.",
        description = "Only of a stack that is complete. A request that comes in the middle has its way, and the snapshot fails.",
        footer = {"Example:", "  rowloom stack snapshot create web --name before-upgrade --wait"})
final class SnapshotCreate extends StackRequestVerb {
    private static final int LONGEST_NAME = 255;

    @Option(names = "--name", paramLabel = "NAME", description = "To find it by; need not be unique.")
    private String name = "";

    @Override
    Sending read() {
        if (name.length() > LONGEST_NAME) {
            throw new Refusal(ExitCode.BAD_INPUT, "--name: at most " + LONGEST_NAME + " characters");
        }
        return toward((_, _) -> new Request.Goal.Snapshot(options().requestId(), name));
    }

    @Override
    ExitCode ended(Session session, SubmitResult.Accepted accepted, Request request) throws InterruptedException {
        ExitCode code = Requests.toldAside(rowloom(), session, accepted, request.action(), waiting());
        session.store().snapshots().find(accepted.stack(), options().requestId()).ifPresent(snapshot -> SnapshotList.print(rowloom(), snapshot));
        return code;
    }
}
