package io.rowloom.cli.command;

import io.rowloom.stack.Request;
import io.rowloom.stack.Stack;
import picocli.CommandLine.Command;

@Command(name = "check", header = "Compare a stack with reality.",
        description = {"Each resource is looked at; nothing is changed. What is missing, unfit or different makes the check fail (exit code 1), and is kept until something is done",
                "about it: 'rowloom stack update --converge' mends it, and so does the next update for the resources that failed the check.",
                "Resource types that cannot look at reality count as right, and say so in their reason."},
        footer = {"Examples:", "  rowloom stack check web --wait", "  rowloom stack drift web --output json"})
final class StackCheck extends RequestVerb {
    @Override
    Request.Goal goal() {
        return new Request.Goal.Check();
    }

    @Override
    void ended(Session session, Stack stack) {
        if (rowloom().printer().forPeople()) {
            DriftReport.print(rowloom().printer(), session.store().resources().list(stack.id()));
        }
    }
}
