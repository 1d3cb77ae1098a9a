package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import io.rowloom.cli.output.Terminal;
import io.rowloom.cli.output.Text;
import io.rowloom.cli.progress.Display;
import io.rowloom.cli.progress.Picture;
import io.rowloom.cli.progress.ProgressTree;
import io.rowloom.cli.progress.Watch;
import io.rowloom.limit.Limit;
import io.rowloom.limit.Scope;
import io.rowloom.value.Secrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", header = "Show a stack: state, parameters, what runs where and what waits for what, outputs.",
        footer = {"Examples:", "  rowloom stack show web", "  rowloom stack show web --output json"})
final class StackShow extends Verb {
    private static final int MANY = 10_000;

    @Parameters(paramLabel = "STACK", description = "Name or id.")
    private String name = "";

    @Override
    ExitCode run() throws Exception {
        try (Session session = Session.open(rowloom())) {
            StackView view = StackView.read(session, name);
            Picture picture = picture(session, view);
            JsonNode outputs = Secrets.mask(view.outputs(session));
            Optional<Limit> limit = session.store().limits().list().stream().filter(l -> l.scope().equals(new Scope.OfStack(view.stack().id()))).findAny();
            rowloom().printer().printLines(data(view, picture, outputs, limit), () -> lines(view, picture, outputs, limit));
            return ExitCode.DONE;
        }
    }

    private Picture picture(Session session, StackView view) throws InterruptedException {
        AtomicReference<Picture> seen = new AtomicReference<>();
        Watch watch = new Watch(session.store(), view.stack().id(), hash -> Blueprints.dependencies(session, hash), rowloom().surroundings().clock());
        watch.until(Display.none(), Optional.of(Duration.ZERO), picture -> {
            seen.set(picture);
            return true;
        });
        return Optional.ofNullable(seen.get()).orElseThrow(() -> new IllegalStateException("no picture of the stack was made"));
    }

    private static ObjectNode data(StackView view, Picture picture, JsonNode outputs, Optional<Limit> limit) {
        ObjectNode data = Json.stack(view.stack());
        limit.ifPresent(l -> data.put("limit", l.most()));
        data.put("description", view.blueprint().map(blueprint -> blueprint.description()).orElse(""));
        data.set("parameters", Secrets.mask(view.parameters()));
        data.set("outputs", outputs);
        ObjectNode counts = data.putObject("progress");
        for (Picture.State state : Picture.State.values()) {
            counts.put(state.name().toLowerCase(Locale.ROOT), picture.items().stream().filter(item -> item.state() == state).count());
        }
        return data;
    }

    private List<String> lines(StackView view, Picture picture, JsonNode outputs, Optional<Limit> limit) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("name", view.stack().name());
        facts.put("id", view.stack().id().toString());
        facts.put("status", view.stack().state().toString());
        facts.put("reason", view.stack().reason());
        facts.put("description", view.blueprint().map(blueprint -> blueprint.description()).orElse(""));
        facts.put("tags", view.stack().tags().toString());
        facts.put("traversal", view.stack().traversal() + (view.stack().planned() < view.stack().traversal() ? " (not planned yet)" : ""));
        facts.put("on failure", view.stack().onFailure().name().toLowerCase(Locale.ROOT));
        facts.put("created", Json.time(view.stack().createdAt()));
        facts.put("updated", Json.time(view.stack().updatedAt()));
        facts.put("deadline", view.stack().deadline().map(Json::time).orElse(""));
        facts.put("limit", limit.map(l -> l.most() + " at once, " + l.open() + " open, " + l.waiting() + " waiting").orElse(""));
        List<String> lines = new ArrayList<>();
        facts.forEach((fact, value) -> {
            if (!value.isBlank()) {
                lines.add(Text.padded(fact, 13) + Text.plain(value));
            }
        });
        section(lines, "parameters", view.parameters().properties().stream().map(entry -> "  " + entry.getKey() + " = " + value(entry.getValue())).toList());
        lines.add("");
        lines.addAll(ProgressTree.lines(picture, terminal()));
        List<String> shown = new ArrayList<>();
        outputs.forEach(output -> shown.add("  " + output.get("output_key").asText() + " = " + Text.plain(StackOutputs.shown(output))));
        section(lines, "outputs", shown);
        return lines;
    }

    private static void section(List<String> lines, String title, List<String> content) {
        if (!content.isEmpty()) {
            lines.add("");
            lines.add(title);
            lines.addAll(content);
        }
    }

    private static String value(JsonNode node) {
        JsonNode masked = Secrets.mask(node);
        return Text.plain(masked.isContainerNode() ? masked.toString() : masked.asText());
    }

    /** All resources are shown, however high the terminal is. */
    private Terminal terminal() {
        return rowloom().surroundings().terminal().map(found -> new Terminal(found.width(), MANY, found.color())).orElse(new Terminal(200, MANY, false));
    }
}
