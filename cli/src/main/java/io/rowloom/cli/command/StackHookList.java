package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import io.rowloom.cli.output.Table;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.Stack;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "list", header = "List what waits until a hook is cleared.", footer = {"Example:", "  rowloom stack hook list web"})
final class StackHookList extends Verb {
    @Parameters(paramLabel = "STACK", description = "Name or id.")
    private String name = "";

    @Override
    ExitCode run() {
        try (Session session = Session.open(rowloom())) {
            Stack stack = session.stack(name);
            List<ResourceView> held = session.store().resources().list(stack.id()).stream().filter(row -> row.heldBy().isPresent()).toList();
            ArrayNode data = Json.array();
            held.forEach(row -> row.heldBy().ifPresent(hook -> data.addObject().put("resource_name", row.name()).put("number", row.no())
                    .put("resource_status", row.action() + "_" + row.status()).put("hook", hook.word()).put("since", Json.time(row.updatedAt()))));
            rowloom().printer().print(data, () -> {
                Table table = new Table("NO", "NAME", "STATUS", "HOOK", "SINCE");
                held.forEach(row -> row.heldBy().ifPresent(hook -> table.row(row.no(), row.name() + (row.current() ? "" : " (old copy)"), row.action() + "_" + row.status(),
                        hook.word(), Json.time(row.updatedAt()))));
                return table;
            });
            return ExitCode.DONE;
        }
    }
}
