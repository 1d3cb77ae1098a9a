package io.rowloom.cli.command;

import io.rowloom.stack.Request;
import picocli.CommandLine.Command;

@Command(name = "resume", header = "Wake a suspended stack's resources up.",
        description = "Dependents wake up after what they require. One that cannot be woken does not keep the others asleep.",
        footer = {"Example:", "  rowloom stack resume web --wait"})
final class StackResume extends StackRequestVerb {
    @Override
    Sending read() {
        return toward((_, _) -> new Request.Goal.Resume());
    }
}
