package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.cli.output.Json;
import io.rowloom.preview.Change;
import io.rowloom.preview.Change.Certainty;
import io.rowloom.preview.Change.Refusal;
import io.rowloom.preview.Preview;
import io.rowloom.preview.PropertyChange;
import io.rowloom.stack.Stack;
import io.rowloom.template.expression.Unknown;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A preview as data: Heat's {@code resource_changes}, and what we know besides. Secrets are still marked. */
final class PreviewData {
    private PreviewData() {}

    static ObjectNode of(String name, Optional<Stack> stack, Preview.Computed preview) {
        ObjectNode data = Json.object().put("stack_name", name).put("stack_id", stack.map(found -> found.id().toString()).orElse(null))
                .put("stack_status", preview.asOf().map(Object::toString).orElse(null)).put("no_changes", preview.unchanged());
        ObjectNode changes = data.putObject("resource_changes");
        for (String kind : List.of("unchanged", "updated", "replaced", "added", "deleted")) {
            changes.putArray(kind);
        }
        preview.changes().forEach(change -> ((ArrayNode) changes.required(kind(change))).add(row(change)));
        return data;
    }

    private static String kind(Change change) {
        return switch (change) {
            case Change.Unchanged _ -> "unchanged";
            case Change.Updated _ -> "updated";
            case Change.Replaced _ -> "replaced";
            case Change.Added _ -> "added";
            case Change.Deleted _ -> "deleted";
        };
    }

    private static ObjectNode row(Change change) {
        Change.Subject subject = change.subject();
        ObjectNode row = Json.object().put("resource_name", subject.name()).put("logical_resource_id", subject.name()).put("resource_type", subject.type())
                .put("physical_resource_id", subject.physicalId().orElse(null));
        subject.row().ifPresentOrElse(no -> row.put("number", no), () -> row.putNull("number"));
        row.put("under_way", subject.underWay().map(Enum::name).orElse(null));
        return switch (change) {
            case Change.Unchanged _ -> row;
            case Change.Updated updated -> details(row, updated.certainty(), updated.reason(), updated.properties(), updated.refusal());
            case Change.Replaced replaced -> details(row, replaced.certainty(), replaced.reason(), replaced.properties(), replaced.refusal())
                    .put("old_copy", word(replaced.old()));
            case Change.Added added -> details(row, Certainty.CERTAIN, added.reason(), added.properties(), added.refusal()).put("external", added.external());
            case Change.Deleted deleted -> row.put("reason", deleted.reason()).put("fate", word(deleted.fate()));
        };
    }

    private static ObjectNode details(ObjectNode row, Certainty certainty, String reason, List<PropertyChange> changes, Optional<Refusal> refusal) {
        row.put("certainty", word(certainty)).put("reason", reason);
        row.put("refused", refusal.filter(Refusal::certain).map(Refusal::reason).orElse(null));
        row.put("may_be_refused", refusal.filter(r -> !r.certain()).map(Refusal::reason).orElse(null));
        ArrayNode all = row.putArray("changes");
        for (PropertyChange change : changes) {
            ObjectNode node = all.addObject().put("path", change.path());
            change.before().ifPresent(value -> node.set("before", value));
            change.after().ifPresent(value -> node.set("after", Unknown.replaced(value, NullNode.instance)));
            node.put("known_after_apply", change.knownAfterApply()).put("forces", change.forces());
        }
        return row;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
