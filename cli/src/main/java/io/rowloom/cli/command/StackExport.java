package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.stack.Stack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "export", header = "Print what a stack is, as data that another stack can adopt.",
        description = {"Template, parameters, and the physical id of each resource, in Heat's form. Only while nothing is in progress; the stack stays as it is."},
        footer = {"Examples:", "  rowloom stack export web > web.json", "  rowloom stack export web --file web.json --show-secrets"})
final class StackExport extends Verb {
    @Parameters(paramLabel = "STACK", description = "Name or id.")
    private String name = "";

    @Mixin
    private DumpOptions dump = new DumpOptions();

    @Override
    ExitCode run() {
        try (Session session = Session.open(rowloom())) {
            Stack stack = session.stack(name);
            if (stack.inProgress()) {
                throw new Refusal(ExitCode.CONFLICT, "stack " + name + " is " + stack.state() + ": it can be exported when that has ended");
            }
            dump.write(rowloom(), session, stack);
            return ExitCode.DONE;
        }
    }
}
