package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import io.rowloom.stack.Stack;
import io.rowloom.stack.SubmitResult;
import io.rowloom.store.Hint;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "cancel", header = "Stop what a stack is at, and leave everything as it is.",
        description = "The stack is FAILED then; running actions are asked to stop. A later update, rollback or delete goes on from there.",
        footer = {"Example:", "  rowloom stack cancel web"})
final class StackCancel extends Verb {
    @Parameters(paramLabel = "STACK", description = "Name or id.")
    private String name = "";

    @Override
    ExitCode run() throws Exception {
        try (Session session = Session.open(rowloom())) {
            Stack seen = session.stack(name);
            SubmitResult result = Submission.send(UUID.randomUUID(), () -> session.store().stacks().cancel(seen.id(), seen.traversal()));
            SubmitResult.Accepted accepted = Submission.accepted(result, name);
            session.store().hints().announce(Hint.ANYTHING);
            session.store().stacks().find(accepted.stack()).ifPresent(stack ->
                    rowloom().printer().printLines(Json.stack(stack), () -> List.of(stack.name() + "  " + stack.state() + "  " + stack.reason())));
            return ExitCode.DONE;
        }
    }
}
