package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import io.rowloom.cli.output.Table;
import io.rowloom.limit.Limit;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "list", header = "List the limits, how much of each is used, and how much waits for it.",
        footer = {"Examples:", "  rowloom limit list", "  rowloom limit list --output json"})
final class LimitList extends Verb {
    @Override
    ExitCode run() {
        try (Session session = Session.open(rowloom())) {
            List<Limit> limits = session.store().limits().list();
            ArrayNode data = Json.array();
            limits.forEach(limit -> data.add(LimitScope.data(session, limit.scope())
                    .put("limit", limit.most()).put("open", limit.open()).put("waiting", limit.waiting())));
            rowloom().printer().print(data, () -> {
                Table table = new Table("OF", "LIMIT", "OPEN", "WAITING");
                limits.forEach(limit -> table.row(LimitScope.words(session, limit.scope()), limit.most(), limit.open(), limit.waiting()));
                return table;
            });
            return ExitCode.DONE;
        }
    }
}
