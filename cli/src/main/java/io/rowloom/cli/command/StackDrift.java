package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "drift", header = "Show what the last check of a stack found to differ from reality.",
        description = "Looks at rows only: 'rowloom stack check' looks at reality. A line goes when something was done about it.",
        footer = {"Example:", "  rowloom stack drift web"})
final class StackDrift extends Verb {
    @Parameters(paramLabel = "STACK", description = "Name or id.")
    private String name = "";

    @Override
    ExitCode run() {
        try (Session session = Session.open(rowloom())) {
            DriftReport.print(rowloom().printer(), session.store().resources().list(session.stack(name).id()));
            return ExitCode.DONE;
        }
    }
}
