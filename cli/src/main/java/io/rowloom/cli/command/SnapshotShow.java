package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import io.rowloom.cli.output.Printer;
import io.rowloom.snapshot.Kept;
import io.rowloom.snapshot.Snapshot;
import io.rowloom.stack.Stack;
import io.rowloom.template.Target;
import io.rowloom.value.Secrets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", header = "Show a snapshot: template, parameters, and what it holds of each resource.",
        footer = {"Examples:", "  rowloom stack snapshot show web before-upgrade", "  rowloom stack snapshot show web before-upgrade --reveal --output json"})
final class SnapshotShow extends Verb {
    @Parameters(index = "0", paramLabel = "STACK", description = "Name or id. By id also a deleted one, whose last copies are still there.")
    private String stack = "";

    @Parameters(index = "1", paramLabel = "SNAPSHOT", description = "Name or id.")
    private String wanted = "";

    @Option(names = "--reveal", description = "Secrets in clear.")
    private boolean reveal;

    @Override
    ExitCode run() {
        try (Session session = Session.open(rowloom())) {
            Stack seen = session.stack(stack);
            Snapshot snapshot = SnapshotList.find(session, seen, wanted);
            ObjectNode data = SnapshotList.json(snapshot);
            data.set("data", data(snapshot, Blueprints.target(session, snapshot.target()), session.store().snapshots().kept(seen.id(), snapshot.id())));
            JsonNode shown = reveal ? Secrets.reveal(data) : data;
            rowloom().printer().printLines(shown, () -> List.of(Printer.yaml(shown)));
            return ExitCode.DONE;
        }
    }

    private static ObjectNode data(Snapshot snapshot, Optional<Target> target, List<Kept> resources) {
        ObjectNode data = Json.object();
        data.set("template", target.map(Target::template).orElseGet(Json::object));
        data.putObject("environment").set("parameters", target.map(Target::parameters).orElseGet(Json::object));
        ObjectNode all = data.putObject("resources");
        for (Kept kept : resources) {
            ObjectNode resource = all.putObject(kept.name()).put("name", kept.name()).put("resource_id", kept.physicalId().orElse(null)).put("type", kept.type());
            resource.set("properties", kept.properties());
            resource.set("resource_data", kept.data());
        }
        return data;
    }
}
