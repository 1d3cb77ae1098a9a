package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.stack.Request;
import io.rowloom.stack.SubmitResult;
import picocli.CommandLine.Command;

@Command(name = "check", header = "Compare a stack with reality.",
        description = {"Each resource is looked at; nothing is changed. What is missing, unfit or different makes the check fail (exit code 1), and is kept until something is done",
                "about it: 'rowloom stack update --converge' mends it, and so does the next update for the resources that failed the check.",
                "Resource types that cannot look at reality count as right, and say so in their reason."},
        footer = {"Examples:", "  rowloom stack check web --wait", "  rowloom stack drift web --output json"})
final class StackCheck extends StackRequestVerb {
    @Override
    Sending read() {
        return toward((_, _) -> new Request.Goal.Check());
    }

    @Override
    ExitCode ended(Session session, SubmitResult.Accepted accepted, Request request) throws InterruptedException {
        ExitCode code = told(session, accepted, request.action());
        if (waiting().wanted() && rowloom().printer().forPeople()) {
            DriftReport.print(rowloom().printer(), session.store().resources().list(accepted.stack()));
        }
        return code;
    }
}
