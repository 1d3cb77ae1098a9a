package io.rowloom.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import io.rowloom.plugin.ResourceType;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.problem.Problem;
import io.rowloom.resource.ResourceView;
import io.rowloom.resource.SignalResult;
import io.rowloom.stack.Stack;
import io.rowloom.store.Hint;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "signal", header = "Tell a resource something that it waits for.",
        description = "The signal is kept until the resource has seen it, also when it does not wait yet.",
        footer = {"Examples:", "  rowloom stack signal web ready", "  rowloom stack signal web ready --data '{\"id\": \"host-1\", \"data\": \"it is up\"}'",
            "  rowloom stack signal web ready --data @answer.json", "  rowloom stack signal web database --data '{\"unset_hook\": \"pre-update\"}'"})
final class StackSignal extends Verb {
    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final long LARGEST = 1 << 20;

    @Parameters(index = "0", paramLabel = "STACK", description = "Name or id.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "RESOURCE", description = "Its name in the template.")
    private String resource = "";

    @Option(names = "--data", paramLabel = "JSON|@FILE", description = "What to tell it. {\"unset_hook\": HOOK} clears a hook instead.")
    private @Nullable String data;

    @Option(names = "--id", paramLabel = "UUID", description = "The signal's identity: sent again with the same one, it is one signal.")
    private UUID id = UUID.randomUUID();

    @Override
    ExitCode run() {
        JsonNode tree = tree();
        try (Session session = Session.open(rowloom())) {
            Stack stack = session.stack(name);
            if (tree.has("unset_hook")) {
                StackHookClear.clear(session, stack, resource, StackHookClear.hook(tree.get("unset_hook").asText()));
            } else {
                send(session, stack, tree);
            }
            session.store().hints().announce(Hint.ANYTHING);
            rowloom().printer().printLines(Json.object().put("resource_name", resource).put("signal_id", id.toString()), () -> List.of(resource + "  signalled  " + id));
            return ExitCode.DONE;
        }
    }

    private void send(Session session, Stack stack, JsonNode tree) {
        ResourceView row = Rows.current(session, stack, resource);
        if (session.types().find(row.type()).map(ResourceType::schema).filter(schema -> schema.signals()).isEmpty()) {
            throw new Refusal(ExitCode.BAD_INPUT, "signal is not supported for resource. (" + resource + " is of type " + row.type() + ")");
        }
        if (session.store().interventions().signal(stack.id(), resource, id, tree) instanceof SignalResult.NotFound) {
            throw Rows.missing(name, resource);
        }
    }

    private JsonNode tree() {
        if (data == null) {
            return NullNode.instance;
        }
        try {
            return JSON.readTree(data.startsWith("@") ? file(data.substring(1)) : data);
        } catch (JsonProcessingException e) {
            throw bad("no JSON: " + e.getOriginalMessage());
        }
    }

    private String file(String file) {
        try {
            var path = rowloom().surroundings().directory().resolve(file);
            if (Files.size(path) > LARGEST) {
                throw bad("the file " + file + " is larger than 1 MiB");
            }
            return Files.readString(path);
        } catch (IOException e) {
            throw bad("the file " + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static InvalidInputException bad(String what) {
        return new InvalidInputException(List.of(Problem.at("--data", what)));
    }
}
