package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import io.rowloom.cli.output.Table;
import io.rowloom.stack.Stack;
import io.rowloom.stack.TagFilter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", header = "List the tenant's stacks, newest first.",
        footer = {"Examples:", "  rowloom stack list", "  rowloom stack list --deleted --limit 500 --output json", "  rowloom stack list --tags production --not-tags-any old,test"})
final class StackList extends Verb {
    @Option(names = "--deleted", description = "Deleted ones, too.")
    private boolean deleted;

    @Option(names = "--tags", paramLabel = "A,B", split = ",", description = "Only those that have all of these tags.")
    private List<String> all = List.of();

    @Option(names = "--tags-any", paramLabel = "A,B", split = ",", description = "Only those that have one of these tags, or more.")
    private List<String> any = List.of();

    @Option(names = "--not-tags", paramLabel = "A,B", split = ",", description = "Only those that do not have all of these tags.")
    private List<String> notAll = List.of();

    @Option(names = "--not-tags-any", paramLabel = "A,B", split = ",", description = "Only those that have none of these tags.")
    private List<String> notAny = List.of();

    @Option(names = "--long", description = "When they were created, and their tags, too.")
    private boolean wide;

    @Option(names = "--limit", paramLabel = "NUMBER", defaultValue = "100", description = "At most so many; ${DEFAULT-VALUE} when not given.")
    private int limit;

    @Override
    ExitCode run() {
        if (limit < 1) {
            throw new Refusal(ExitCode.BAD_INPUT, "--limit must be at least 1");
        }
        try (Session session = Session.open(rowloom())) {
            List<Stack> stacks = session.store().stacks().list(session.config().tenant(), deleted, new TagFilter(all, any, notAll, notAny), limit);
            ArrayNode data = Json.array();
            stacks.forEach(stack -> data.add(Json.stack(stack)));
            rowloom().printer().print(data, () -> wide ? wide(stacks) : narrow(stacks));
            return ExitCode.DONE;
        }
    }

    private static Table narrow(List<Stack> stacks) {
        Table table = new Table("NAME", "STATUS", "UPDATED", "ID", "REASON");
        stacks.forEach(stack -> table.row(stack.name(), stack.state(), Json.time(stack.updatedAt()), stack.id(), stack.reason()));
        return table;
    }

    private static Table wide(List<Stack> stacks) {
        Table table = new Table("NAME", "STATUS", "CREATED", "UPDATED", "ID", "TAGS", "REASON");
        stacks.forEach(stack -> table.row(stack.name(), stack.state(), Json.time(stack.createdAt()), Json.time(stack.updatedAt()), stack.id(), stack.tags(), stack.reason()));
        return table;
    }
}
