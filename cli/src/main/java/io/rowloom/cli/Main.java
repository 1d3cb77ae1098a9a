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

    public static void main(String[] arguments) throws InterruptedException {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        Map<String, String> environment = System.getenv();
        Surroundings surroundings = new Surroundings(environment, Path.of("").toAbsolutePath(), new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8), Terminal.detect(environment), Clock.systemUTC(), new ConfiguredDatabases(),
                new EngineWorkers());
        String rehearsal = System.getProperty("rowloom.rehearsal", "");
        if (!rehearsal.isEmpty()) {
            Rehearsal.run(surroundings, Path.of(rehearsal));
        } else {
            System.exit(CommandLines.run(surroundings, arguments));
        }
    }
}
