package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.cli.output.Json;
import io.rowloom.engine.EngineId;
import io.rowloom.history.Traversal;
import io.rowloom.history.Traversal.Destination;
import io.rowloom.history.Traversal.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** A traversal in words, and as data. */
final class HistoryWords {
    private static final int SHORT_ID = 8;

    private HistoryWords() {}

    static String action(Traversal traversal) {
        return traversal.action() + traversal.leadsTo().map(to -> switch (to) {
            case Destination.ToTraversal(var number) -> " to " + number;
            case Destination.ToNothing _ -> " to nothing";
            case Destination.ToBeforeHistory _ -> " to what was before";
        }).orElse("") + switch (traversal.origin()) {
            case USER -> "";
            case DRIFT_POLICY -> " by policy";
        };
    }

    static String ending(Traversal traversal) {
        return switch (traversal.ending()) {
            case Ending.Running _ -> "(runs)";
            case Ending.Complete _ -> "COMPLETE";
            case Ending.Failed(_, var reason, var by) -> "FAILED" + rolledBack(by) + ": " + reason;
            case Ending.TimedOut(_, var by) -> "FAILED, timed out" + rolledBack(by);
            case Ending.Cancelled _ -> "FAILED, cancelled";
            case Ending.Superseded(_, var by) -> "superseded by " + by;
        };
    }

    private static String rolledBack(OptionalInt by) {
        return by.isPresent() ? ", rolled back by " + by.getAsInt() : "";
    }

    static String counts(Traversal.Counts counts) {
        List<String> parts = new ArrayList<>();
        add(parts, counts.created(), "created");
        add(parts, counts.updated(), "updated");
        add(parts, counts.replaced(), "replaced");
        add(parts, counts.deleted(), "deleted");
        add(parts, counts.failed(), "failed");
        add(parts, counts.stopped(), "stopped");
        add(parts, counts.other(), "other");
        return parts.isEmpty() ? "-" : String.join(", ", parts);
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    static String engines(Traversal traversal, Map<EngineId, String> names) {
        return traversal.actions().isEmpty() ? "-" : traversal.actions().entrySet().stream()
                .map(entry -> names.getOrDefault(entry.getKey(), entry.getKey().toString().substring(0, SHORT_ID)) + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
    }

    static ObjectNode data(Traversal traversal, Map<EngineId, String> names) {
        ObjectNode node = Json.object().put("traversal", traversal.number()).put("action", traversal.action())
                .put("origin", traversal.origin().name().toLowerCase(Locale.ROOT)).put("began", Json.time(traversal.began()))
                .put("ended", traversal.took().map(took -> Json.time(traversal.began().plus(took))).orElse(null));
        traversal.took().ifPresentOrElse(took -> node.put("took_seconds", took.toMillis() / 1000.0), () -> node.putNull("took_seconds"));
        switch (traversal.ending()) {
            case Ending.Running _ -> node.put("outcome", "running");
            case Ending.Complete _ -> node.put("outcome", "complete");
            case Ending.Failed(_, var reason, var by) -> rolledBack(node.put("outcome", "failed").put("reason", reason), by);
            case Ending.TimedOut(_, var by) -> rolledBack(node.put("outcome", "timed_out"), by);
            case Ending.Cancelled _ -> node.put("outcome", "cancelled");
            case Ending.Superseded(_, var by) -> node.put("outcome", "superseded").put("superseded_by", by);
        }
        traversal.leadsTo().ifPresent(to -> {
            switch (to) {
                case Destination.ToTraversal(var number) -> node.put("leads_to", "traversal").put("leads_to_traversal", number);
                case Destination.ToNothing _ -> node.put("leads_to", "nothing");
                case Destination.ToBeforeHistory _ -> node.put("leads_to", "before_history");
            }
        });
        Traversal.Counts counts = traversal.counts();
        node.putObject("counts").put("created", counts.created()).put("updated", counts.updated()).put("replaced", counts.replaced())
                .put("deleted", counts.deleted()).put("failed", counts.failed()).put("stopped", counts.stopped()).put("other", counts.other());
        ArrayNode engines = node.putArray("engines");
        traversal.actions().forEach((id, actions) -> engines.addObject().put("engine_id", id.toString()).put("engine_name", names.get(id)).put("actions", actions));
        return node;
    }

    private static void rolledBack(ObjectNode node, OptionalInt by) {
        by.ifPresent(number -> node.put("rolled_back_by", number));
    }
}
