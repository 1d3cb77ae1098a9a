package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import io.rowloom.cli.output.Table;
import io.rowloom.stack.Stack;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", header = "List the tenant's stacks, newest first.",
        footer = {"Examples:", "  rowloom stack list", "  rowloom stack list --deleted --limit 500 --output json"})
final class StackList extends Verb {
    @Option(names = "--deleted", description = "Deleted ones, too.")
    private boolean deleted;

    @Option(names = "--limit", paramLabel = "NUMBER", defaultValue = "100", description = "At most so many; ${DEFAULT-VALUE} when not given.")
    private int limit;

    @Override
    ExitCode run() {
        if (limit < 1) {
            throw new Refusal(ExitCode.BAD_INPUT, "--limit must be at least 1");
        }
        try (Session session = Session.open(rowloom())) {
            List<Stack> stacks = session.store().stacks().list(session.config().tenant(), deleted, limit);
            ArrayNode data = Json.array();
            stacks.forEach(stack -> data.add(Json.stack(stack)));
            rowloom().printer().print(data, () -> {
                Table table = new Table("NAME", "STATUS", "UPDATED", "ID", "REASON");
                stacks.forEach(stack -> table.row(stack.name(), stack.state(), Json.time(stack.updatedAt()), stack.id(), stack.reason()));
                return table;
            });
            return ExitCode.DONE;
        }
    }
}
