package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.rowloom.cli.config.Durations;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import io.rowloom.cli.output.Table;
import io.rowloom.engine.EngineRow;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;

/** Verbs on engines. */
@Command(name = "engine", header = "Look at the engines (worker processes).", synopsisSubcommandLabel = "COMMAND")
@Verbs(EngineCommand.EngineList.class)
final class EngineCommand extends Group {
    @Command(name = "list", header = "List the engines of the database, live ones first.", footer = {"Example:", "  rowloom engine list"})
    static final class EngineList extends Verb {
        @Override
        ExitCode run() {
            try (Session session = Session.open(rowloom())) {
                List<EngineRow> rows = session.store().engines().list();
                ArrayNode data = Json.array();
                rows.forEach(row -> data.add(Json.object().put("engine_id", row.info().id().toString()).put("name", row.info().name())
                        .put("hostname", row.info().host()).put("pid", row.info().pid()).put("slots", row.info().slots()).put("status", state(row))
                        .put("claims", row.claims()).put("created_at", Json.time(row.startedAt())).put("lease_until", Json.time(row.leaseUntil()))));
                rowloom().printer().print(data, () -> table(rows));
                return ExitCode.DONE;
            }
        }

        private static Table table(List<EngineRow> rows) {
            Table table = new Table("NAME", "STATE", "HOLDS", "SLOTS", "HOST", "PID", "UP", "LEASE", "ID");
            for (EngineRow row : rows) {
                Duration left = Duration.between(row.now(), row.leaseUntil());
                table.row(row.info().name(), state(row), row.claims(), row.info().slots(), row.info().host(), row.info().pid(),
                        Durations.show(Duration.between(row.startedAt(), row.now())), left.isNegative() ? "over" : Durations.show(left), row.info().id());
            }
            return table;
        }

        private static String state(EngineRow row) {
            return row.dead() ? "dead" : row.leaseUntil().isBefore(row.now()) ? "silent" : row.stopping() ? "stopping" : "live";
        }
    }
}
