package io.rowloom.cli;

import io.rowloom.cli.command.CommandLines;
import io.rowloom.cli.command.Surroundings;
import io.rowloom.cli.database.ConfiguredDatabases;
import io.rowloom.cli.output.Terminal;
import io.rowloom.cli.worker.EngineWorkers;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * The command {@code rowloom}. Verbs are in {@link io.rowloom.cli.command}, one class each; {@link io.rowloom.cli.command.Rowloom} lists them. Settings:
 * {@link io.rowloom.cli.config.Configuration}; the database: {@link ConfiguredDatabases}; progress: {@link io.rowloom.cli.progress.Watch}.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        Map<String, String> environment = System.getenv();
        Surroundings surroundings = new Surroundings(environment, Path.of("").toAbsolutePath(), new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8), Terminal.detect(environment), Clock.systemUTC(), new ConfiguredDatabases(),
                new EngineWorkers());
        if (Boolean.getBoolean("rowloom.rehearsal")) {
            rehearse(surroundings);
        } else {
            System.exit(CommandLines.run(surroundings, arguments));
        }
    }

    /** Walks the usual ways once, so that the launcher can keep the classes that they need. There is no server on that port; that is a way, too. */
    private static void rehearse(Surroundings surroundings) {
        CommandLines.run(surroundings, "config");
        CommandLines.run(surroundings, "types", "--output", "json");
        CommandLines.run(surroundings, "stack", "list", "--db", "postgresql://rowloom@127.0.0.1:1/rowloom", "--output", "yaml");
    }
}
