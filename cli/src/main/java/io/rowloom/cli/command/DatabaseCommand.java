package io.rowloom.cli.command;

import io.rowloom.cli.config.Config;
import io.rowloom.cli.database.Databases;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import java.util.List;
import picocli.CommandLine.Command;

/** Verbs on the database itself. */
@Command(name = "db", header = "Prepare and look at the database.", synopsisSubcommandLabel = "COMMAND")
@Verbs({DatabaseCommand.Migrate.class, DatabaseCommand.StatusVerb.class, DatabaseCommand.Stop.class})
final class DatabaseCommand extends Group {
    @Command(name = "migrate", header = "Bring the database's schema to this version.",
            description = "Needed once before the first use of a database that is given with --db, and after an upgrade. The embedded one is migrated by itself.",
            footer = {"Example:", "  ROWLOOM_DB=postgresql://rowloom:secret@db.example.org/rowloom rowloom db migrate"})
    static final class Migrate extends Verb {
        @Override
        ExitCode run() {
            Config config = rowloom().configuration().config();
            List<String> done = rowloom().surroundings().databases().migrate(config);
            rowloom().printer().printLines(Json.object().put("result", String.join("\n", done)), () -> done);
            return ExitCode.DONE;
        }
    }

    @Command(name = "status", header = "Tell where the database is, whether it runs, and how its schema stands.",
            description = "Exit code 4 when verbs would not work.", footer = {"Example:", "  rowloom db status"})
    static final class StatusVerb extends Verb {
        @Override
        ExitCode run() {
            Databases.Status status = rowloom().surroundings().databases().status(rowloom().configuration().config());
            rowloom().printer().printLines(Json.object().put("database", status.database()).put("server", status.server()).put("schema", status.schema())
                    .put("usable", status.usable()), () -> List.of("database  " + status.database(), "server    " + status.server(), "schema    " + status.schema()));
            return status.usable() ? ExitCode.DONE : ExitCode.UNREACHABLE;
        }
    }

    @Command(name = "stop", header = "Stop the embedded database server. Its data stay.", description = "It starts again with the next verb that needs it.",
            footer = {"Example:", "  rowloom db stop"})
    static final class Stop extends Verb {
        @Override
        ExitCode run() {
            String done = rowloom().surroundings().databases().stop(rowloom().configuration().config());
            rowloom().printer().printLines(Json.object().put("result", done), () -> List.of(done));
            return ExitCode.DONE;
        }
    }
}
