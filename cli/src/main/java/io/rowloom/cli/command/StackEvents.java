package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import io.rowloom.cli.progress.PlainDisplay;
import io.rowloom.engine.EngineId;
import io.rowloom.event.Cursor;
import io.rowloom.event.Event;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.store.StoreUnavailableException;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "events", header = "Show what happened to a stack, oldest first.",
        description = "Of a deleted stack, give the id. With --output json, one line of JSON per event.",
        footer = {"Examples:", "  rowloom stack events web --last 20", "  rowloom stack events web --follow"})
final class StackEvents extends Verb {
    private static final int PAGE = 500;
    private static final long PERIOD_MILLIS = 300;

    @Parameters(paramLabel = "STACK", description = "Name or id.")
    private String name = "";

    @Option(names = {"-f", "--follow"}, description = "Go on with new events, until interrupted or the stack is deleted.")
    private boolean follow;

    @Option(names = "--last", paramLabel = "NUMBER", description = "Begin with the last so many.")
    private int last = Integer.MAX_VALUE;

    private final Map<EngineId, String> engines = new HashMap<>();

    @Override
    ExitCode run() throws Exception {
        if (last < 0) {
            throw new Refusal(ExitCode.BAD_INPUT, "--last must not be negative");
        }
        try (Session session = Session.open(rowloom())) {
            Stack stack = session.stack(name);
            engines.putAll(EngineNames.of(session.store()));
            Cursor position = past(session, stack.id());
            while (follow && !ended(session, stack.id())) {
                Thread.sleep(PERIOD_MILLIS);
                position = news(session, stack.id(), position);
            }
            return ExitCode.DONE;
        }
    }

    /** A deleted stack has no more events; those before its end are read once more. */
    private static boolean ended(Session session, StackId stack) {
        return session.store().stacks().find(stack).filter(row -> row.deletedAt().isEmpty()).isEmpty();
    }

    private Cursor past(Session session, StackId stack) {
        Deque<Event> kept = new ArrayDeque<>();
        Cursor position = Cursor.START;
        for (List<Event> page = page(session, stack, position); !page.isEmpty(); page = page(session, stack, position)) {
            position = page.getLast().position();
            kept.addAll(page);
            while (kept.size() > last) {
                kept.removeFirst();
            }
        }
        kept.forEach(event -> print(session, event));
        return position;
    }

    private Cursor news(Session session, StackId stack, Cursor after) {
        try {
            List<Event> page = new ArrayList<>(page(session, stack, after));
            page.forEach(event -> print(session, event));
            return page.isEmpty() ? after : page.getLast().position();
        } catch (StoreUnavailableException _) {
            return after;
        }
    }

    private static List<Event> page(Session session, StackId stack, Cursor after) {
        return session.store().events().after(stack, after, PAGE);
    }

    private void print(Session session, Event event) {
        event.engine().filter(id -> !engines.containsKey(id)).ifPresent(id -> {
            engines.putAll(EngineNames.of(session.store()));
            engines.putIfAbsent(id, id.toString());
        });
        String engine = event.engine().map(engines::get).orElse("");
        rowloom().printer().printRecord(Json.event(event, engine), () -> PlainDisplay.line(event, engine, ZoneId.systemDefault()));
    }
}
