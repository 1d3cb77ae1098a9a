package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import io.rowloom.resource.Interventions.Health;
import io.rowloom.resource.MarkResult;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.Stack;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "mark-unhealthy", header = "Say that a resource is not as it should be, so that the next update sees to it.",
        description = "The resource is CHECK_FAILED then, as if a check had found it so. The next update looks at it, also one with the same template: it is confirmed, "
                + "mended or replaced. Nothing else changes now.",
        footer = {"Examples:", "  rowloom stack mark-unhealthy web database --reason 'answers too slowly'", "  rowloom stack mark-unhealthy web database --healthy"})
final class StackMarkUnhealthy extends Verb {
    private static final int TRIES = 10;

    @Parameters(index = "0", paramLabel = "STACK", description = "Name or id.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "RESOURCE", description = "Its name in the template.")
    private String resource = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "What is wrong; shown as the resource's reason.")
    private @Nullable String reason;

    @Option(names = "--healthy", description = "Take it back: CHECK_FAILED becomes CHECK_COMPLETE.")
    private boolean healthy;

    @Override
    ExitCode run() {
        try (Session session = Session.open(rowloom())) {
            Stack stack = session.stack(name);
            Health health = healthy ? Health.HEALTHY : Health.UNHEALTHY;
            String why = Optional.ofNullable(reason).orElse("marked " + (healthy ? "healthy" : "unhealthy") + " by a user");
            MarkResult result = new MarkResult.Moved();
            for (int tried = 0; tried < TRIES && result instanceof MarkResult.Moved; tried++) {
                ResourceView row = Rows.current(session, stack, resource);
                result = session.store().interventions().mark(stack.id(), row.no(), row.version(), health, why);
            }
            check(result);
            ResourceView row = Rows.current(session, stack, resource);
            rowloom().printer().printLines(Json.resource(row, Map.of()),
                    () -> java.util.List.of(row.name() + "  " + row.action() + "_" + row.status() + "  " + row.reason()));
            return ExitCode.DONE;
        }
    }

    private void check(MarkResult result) {
        switch (result) {
            case MarkResult.Marked() -> {}
            case MarkResult.Moved() -> throw new Refusal(ExitCode.CONFLICT, "resource " + resource + " of stack " + name + " changes all the time: try again");
            case MarkResult.Busy(var holder, var action) -> throw new Refusal(ExitCode.CONFLICT, "the " + action + " of resource " + resource + " is under way"
                    + holder.map(engine -> " (by engine " + engine + ")").orElse("") + ": try again when it has ended");
            case MarkResult.NotAdmitted(var why) -> throw new Refusal(ExitCode.CONFLICT, "resource " + resource + " cannot be marked so. " + why);
            case MarkResult.NotFound() -> throw Rows.missing(name, resource);
        }
    }
}
