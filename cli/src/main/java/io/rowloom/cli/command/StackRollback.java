package io.rowloom.cli.command;

import io.rowloom.stack.Request;
import picocli.CommandLine.Command;

@Command(name = "rollback", header = "Send a stack back to the template that completed last.",
        description = "After a create that did not complete: to nothing. Accepted while a create or update runs, and after one failed.",
        footer = {"Example:", "  rowloom stack rollback web --wait"})
final class StackRollback extends StackRequestVerb {
    @Override
    Sending read() {
        return toward((_, _) -> new Request.Goal.Rollback());
    }
}
