package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import io.rowloom.cli.output.Table;
import io.rowloom.engine.EngineId;
import io.rowloom.resource.ResourceView;
import io.rowloom.value.Secrets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "resources", header = "List a stack's resources: every physical copy, with its state.",
        footer = {"Examples:", "  rowloom stack resources web", "  rowloom stack resources web --name database --output yaml    (with properties and outputs)"})
final class StackResources extends Verb {
    @Parameters(paramLabel = "STACK", description = "Name or id.")
    private String name = "";

    @Option(names = "--name", paramLabel = "RESOURCE", description = "Only this one; JSON and YAML show its properties and outputs, secrets masked.")
    private @Nullable String resource;

    @Option(names = "--deleted", description = "Deleted copies that are still remembered, too.")
    private boolean deleted;

    @Override
    ExitCode run() {
        try (Session session = Session.open(rowloom())) {
            List<ResourceView> all = session.store().resources().list(session.stack(name).id());
            List<ResourceView> rows = all.stream().filter(row -> (deleted || !row.tombstone()) && (resource == null || row.name().equals(resource))).toList();
            if (resource != null && rows.isEmpty()) {
                throw new Refusal(ExitCode.NOT_FOUND, "stack " + name + " has no resource " + resource);
            }
            Map<Integer, String> names = all.stream().collect(Collectors.toMap(ResourceView::no, ResourceView::name, (a, _) -> a));
            Map<EngineId, String> engines = EngineNames.of(session.store());
            rowloom().printer().print(data(rows, names), () -> {
                Table table = new Table("NO", "NAME", "TYPE", "STATUS", "PHYSICAL ID", "ENGINE", "REASON");
                rows.forEach(row -> table.row(row.no(), row.name() + (row.current() ? "" : " (old copy)"), row.type(), row.action() + "_" + row.status(),
                        row.physicalId().orElse("-"), row.engine().map(id -> engines.getOrDefault(id, id.toString())).orElse("-"),
                        row.heldBy().map(hook -> "waits for hook " + hook.word() + " to be cleared").orElse(row.reason())));
                return table;
            });
            return ExitCode.DONE;
        }
    }

    private ArrayNode data(List<ResourceView> rows, Map<Integer, String> names) {
        ArrayNode data = Json.array();
        for (ResourceView row : rows) {
            var node = Json.resource(row, names);
            if (resource != null) {
                node.set("properties", Secrets.mask(row.properties()));
                node.set("attributes", Secrets.mask(row.outputs()));
            }
            data.add(node);
        }
        return data;
    }
}
