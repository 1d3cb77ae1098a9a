package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.rowloom.cli.output.Json;
import io.rowloom.cli.output.Printer;
import io.rowloom.cli.output.Table;
import io.rowloom.resource.Difference;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.Status;
import io.rowloom.value.Secrets;
import java.util.List;

/** What the last check found: a line for each property that differs, and for each resource that is missing or unfit. */
final class DriftReport {
    private DriftReport() {}

    static void print(Printer printer, List<ResourceView> rows) {
        List<ResourceView> found = rows.stream()
                .filter(row -> row.current() && (!row.drift().isEmpty() || row.action() == ResourceAction.CHECK && row.status() == Status.FAILED)).toList();
        printer.print(data(found), () -> table(found));
    }

    private static Table table(List<ResourceView> found) {
        Table table = new Table("RESOURCE", "PROPERTY", "EXPECTED", "FOUND", "REASON");
        for (ResourceView row : found) {
            if (row.drift().isEmpty()) {
                table.row(row.name(), "-", "-", "-", row.reason());
            }
            for (Difference difference : row.drift()) {
                table.row(row.name(), difference.path(), shown(difference.expected()), shown(difference.found()), "-");
            }
        }
        return table;
    }

    private static String shown(JsonNode value) {
        JsonNode masked = Secrets.mask(value);
        return masked.isTextual() ? masked.asText() : masked.toString();
    }

    private static ArrayNode data(List<ResourceView> found) {
        ArrayNode data = Json.array();
        for (ResourceView row : found) {
            var entry = data.addObject().put("resource_name", row.name()).put("resource_type", row.type()).put("physical_resource_id", row.physicalId().orElse(null))
                    .put("resource_status", row.action() + "_" + row.status()).put("resource_status_reason", row.reason());
            entry.set("drift", Json.drift(row.drift()));
        }
        return data;
    }
}
