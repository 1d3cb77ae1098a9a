package io.rowloom.cli.command;

import io.rowloom.stack.Request;
import picocli.CommandLine.Command;

@Command(name = "suspend", header = "Put a stack's resources to rest.",
        description = {"Dependents go to rest before what they require. Until it is resumed, the stack can only be resumed or deleted.",
                "Resource types without a notion of rest stay as they are."},
        footer = {"Example:", "  rowloom stack suspend web --wait"})
final class StackSuspend extends StackRequestVerb {
    @Override
    Sending read() {
        return toward((_, _) -> new Request.Goal.Suspend());
    }
}
