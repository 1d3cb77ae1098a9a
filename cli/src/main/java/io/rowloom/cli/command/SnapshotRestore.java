package io.rowloom.cli.command;

import io.rowloom.stack.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "restore", header = "Send a stack back to a snapshot.",
        description = {"The stack gets the template and the parameters of then; each resource that the snapshot has data of is restored from it, all others are compared with reality and mended.",
                "Accepted wherever an update is."},
        footer = {"Example:", "  rowloom stack snapshot restore web before-upgrade --wait"})
final class SnapshotRestore extends StackRequestVerb {
    @Parameters(index = "1", paramLabel = "SNAPSHOT", description = "Name or id.")
    private String snapshot = "";

    @Override
    Sending read() {
        return toward((session, seen) -> new Request.Goal.Restore(SnapshotList.find(session, seen, snapshot).id()));
    }
}
