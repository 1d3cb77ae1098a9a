package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.snapshot.Snapshot;
import io.rowloom.stack.Stack;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "delete", header = "Delete a snapshot.", description = "Not while it is taken or restored. What its resources hold now stays as it is.",
        footer = {"Example:", "  rowloom stack snapshot delete web before-upgrade"})
final class SnapshotDelete extends Verb {
    @Parameters(index = "0", paramLabel = "STACK", description = "Name or id. By id also a deleted one, whose last copies are still there.")
    private String stack = "";

    @Parameters(index = "1", paramLabel = "SNAPSHOT", description = "Name or id.")
    private String wanted = "";

    @Override
    ExitCode run() {
        try (Session session = Session.open(rowloom())) {
            Stack seen = session.stack(stack);
            Snapshot snapshot = SnapshotList.find(session, seen, wanted);
            switch (session.store().snapshots().delete(seen.id(), snapshot.id())) {
                case DELETED -> rowloom().printer().printLines(SnapshotList.json(snapshot), () -> List.of("deleted  " + snapshot.id()));
                case NOT_FOUND -> throw SnapshotList.notFound(seen, wanted);
                case IN_USE -> throw new Refusal(ExitCode.CONFLICT, "snapshot " + wanted + " is being taken or restored: stack " + seen.name() + " is " + seen.state());
            }
            return ExitCode.DONE;
        }
    }
}
