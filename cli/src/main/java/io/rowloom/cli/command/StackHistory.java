package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.rowloom.cli.config.Durations;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import io.rowloom.cli.output.Table;
import io.rowloom.engine.EngineId;
import io.rowloom.event.Cursor;
import io.rowloom.event.Event;
import io.rowloom.history.History;
import io.rowloom.history.Traversal;
import io.rowloom.stack.StackId;
import io.rowloom.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "history", header = "Show what became of each request to a stack, oldest first: one line per traversal.",
        description = {"Told from the events alone. Where the oldest are gone, it begins with the oldest traversal that is still told from its beginning.",
                "Of a deleted stack, give the id. An engine that is gone is shown by the beginning of its id."},
        footer = {"Examples:", "  rowloom stack history web", "  rowloom stack history web --last 5 --output json"})
final class StackHistory extends Verb {
    private static final int PAGE = 1000;

    @Parameters(paramLabel = "STACK", description = "Name or id.")
    private String name = "";

    @Option(names = "--last", paramLabel = "NUMBER", description = "Only the last so many.")
    private int last = Integer.MAX_VALUE;

    @Override
    ExitCode run() {
        if (last < 1) {
            throw new Refusal(ExitCode.BAD_INPUT, "--last must be at least 1");
        }
        try (Session session = Session.open(rowloom())) {
            List<Traversal> all = History.of(events(session.store(), session.stack(name).id()));
            List<Traversal> shown = all.subList(Math.max(0, all.size() - last), all.size());
            Map<EngineId, String> engines = EngineNames.of(session.store());
            Instant now = rowloom().surroundings().clock().instant();
            ArrayNode data = Json.array();
            shown.forEach(traversal -> data.add(HistoryWords.data(traversal, engines)));
            rowloom().printer().print(data, () -> table(shown, engines, now));
            return ExitCode.DONE;
        }
    }

    private static List<Event> events(Store store, StackId stack) {
        List<Event> all = new ArrayList<>();
        List<Event> page;
        do {
            page = store.events().after(stack, all.isEmpty() ? Cursor.START : all.getLast().position(), PAGE);
            all.addAll(page);
        } while (!page.isEmpty());
        return all;
    }

    private static Table table(List<Traversal> shown, Map<EngineId, String> engines, Instant now) {
        Table table = new Table("NO", "ACTION", "BEGAN", "TOOK", "RESOURCES", "ENGINES", "ENDED");
        for (Traversal traversal : shown) {
            Duration took = traversal.took().orElseGet(() -> Duration.between(traversal.began(), now));
            table.row(traversal.number(), HistoryWords.action(traversal), Json.time(traversal.began()), Durations.show(took), HistoryWords.counts(traversal.counts()),
                    HistoryWords.engines(traversal, engines), HistoryWords.ending(traversal));
        }
        return table;
    }
}
