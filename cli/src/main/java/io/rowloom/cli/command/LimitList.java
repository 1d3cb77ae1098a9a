package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import io.rowloom.cli.output.Table;
import io.rowloom.limit.Limit;
import io.rowloom.limit.Scope;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "list", header = "List the limits, how much of each is used, and how much waits for it.", footer = {"Example:", "  rowloom limit list"})
final class LimitList extends Verb {
    @Override
    ExitCode run() {
        try (Session session = Session.open(rowloom())) {
            List<Limit> limits = session.store().limits().list();
            ArrayNode data = Json.array();
            limits.forEach(limit -> data.add(data(session, limit)));
            rowloom().printer().print(data, () -> {
                Table table = new Table("OF", "LIMIT", "OPEN", "WAITING");
                limits.forEach(limit -> table.row(LimitScope.words(session, limit.scope()), limit.most(), limit.open(), limit.waiting()));
                return table;
            });
            return ExitCode.DONE;
        }
    }

    private static ObjectNode data(Session session, Limit limit) {
        ObjectNode data = switch (limit.scope()) {
            case Scope.OfType(var type) -> Json.object().put("resource_type", type);
            case Scope.OfStack(var id) -> Json.object().put("stack_id", id.toString())
                    .put("stack_name", session.store().stacks().find(id).map(found -> found.name()).orElse(""));
        };
        return data.put("limit", limit.most()).put("open", limit.open()).put("waiting", limit.waiting());
    }
}
