package io.rowloom.cli.command;

import io.rowloom.stack.Request;
import picocli.CommandLine.Command;

@Command(name = "delete", header = "Delete a stack with everything in it.",
        description = "Accepted in every state. Resources go before those they depend on.",
        footer = {"Example:", "  rowloom stack delete web --wait"})
final class StackDelete extends StackRequestVerb {
    @Override
    Sending read() {
        return toward((_, _) -> new Request.Goal.Delete());
    }
}
