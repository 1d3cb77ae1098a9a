package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import io.rowloom.cli.output.Table;
import io.rowloom.snapshot.Snapshot;
import io.rowloom.stack.Stack;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "list", header = "List the snapshots of a stack, oldest first.", footer = {"Example:", "  rowloom stack snapshot list web"})
final class SnapshotList extends Verb {
    @Parameters(paramLabel = "STACK", description = "Name or id. By id also a deleted one, whose last copies are still there.")
    private String stack = "";

    @Override
    ExitCode run() {
        try (Session session = Session.open(rowloom())) {
            List<Snapshot> snapshots = session.store().snapshots().list(session.stack(stack).id());
            ArrayNode data = Json.array();
            snapshots.forEach(snapshot -> data.add(json(snapshot)));
            rowloom().printer().print(data, () -> table(snapshots));
            return ExitCode.DONE;
        }
    }

    static void print(Rowloom rowloom, Snapshot snapshot) {
        rowloom.printer().print(json(snapshot), () -> table(List.of(snapshot)));
    }

    private static Table table(List<Snapshot> snapshots) {
        Table table = new Table("NAME", "STATUS", "CREATED", "ID", "REASON");
        snapshots.forEach(s -> table.row(s.name(), s.status(), Json.time(s.createdAt()), s.id(), s.reason()));
        return table;
    }

    static ObjectNode json(Snapshot snapshot) {
        return Json.object().put("id", snapshot.id().toString()).put("name", snapshot.name()).put("status", snapshot.status().name())
                .put("status_reason", snapshot.reason()).put("creation_time", Json.time(snapshot.createdAt())).put("last_copy", snapshot.resource().isPresent());
    }

    /** By id, or by a name that only one has. */
    static Snapshot find(Session session, Stack stack, String wanted) {
        List<Snapshot> all = session.store().snapshots().list(stack.id());
        List<Snapshot> found = all.stream().filter(s -> s.id().toString().equals(wanted)).findAny().map(List::of)
                .orElseGet(() -> all.stream().filter(s -> !wanted.isEmpty() && s.name().equals(wanted)).toList());
        if (found.size() > 1) {
            throw new Refusal(ExitCode.BAD_INPUT, "stack " + stack.name() + " has " + found.size() + " snapshots " + wanted + ": take an id of 'rowloom stack snapshot list'");
        }
        return found.stream().findAny().orElseThrow(() -> notFound(stack, wanted));
    }

    static Refusal notFound(Stack stack, String wanted) {
        return new Refusal(ExitCode.NOT_FOUND, "stack " + stack.name() + " has no snapshot " + wanted + " ('rowloom stack snapshot list' shows what there is)");
    }
}
