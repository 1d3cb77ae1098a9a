package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import io.rowloom.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "wait", header = "Show a stack's progress until it has ended.",
        description = "Exit code 0 when it is COMPLETE; 1 when it is FAILED, or ROLLBACK_COMPLETE: then it is not where it was sent.",
        footer = {"Example:", "  rowloom stack wait web --timeout 10m"})
final class StackWait extends Verb {
    @Parameters(paramLabel = "STACK", description = "Name or id.")
    private String name = "";

    @Option(names = "--timeout", paramLabel = "DURATION", description = "Stop waiting after this long (exit code 5). As in 30s, 5m.")
    private @Nullable String timeout;

    @Override
    ExitCode run() throws Exception {
        Optional<Duration> limit = Options.duration("--timeout", timeout);
        try (Session session = Session.open(rowloom())) {
            Stack seen = session.stack(name);
            int traversal = seen.inProgress() ? seen.traversal() : seen.traversal() + 1;
            ExitCode code = Waiting.run(rowloom(), session, seen.id(), Optional.empty(), limit, traversal);
            session.store().stacks().find(seen.id()).ifPresent(stack -> rowloom().printer().printLines(Json.stack(stack), List::of));
            return code;
        }
    }
}
