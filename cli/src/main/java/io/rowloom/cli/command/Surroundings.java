package io.rowloom.cli.command;

import io.rowloom.cli.database.Databases;
import io.rowloom.cli.output.Terminal;
import io.rowloom.cli.worker.Workers;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** What a run has around it; the only way by which verbs reach it. {@code directory}: where relative file names start. */
public record Surroundings(
        Map<String, String> environment, Path directory, PrintWriter out, PrintWriter err, Optional<Terminal> terminal, Clock clock,
        Databases databases, Workers workers) {}
