package io.rowloom.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.event.Event;
import io.rowloom.resource.Difference;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Stack;
import io.rowloom.template.rule.Hook;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Rows as data for programs. Fields have the names of Heat's API where it has them; what only Rowloom has, follows. */
public final class Json {
    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    public static ObjectNode stack(Stack stack) {
        ObjectNode node = object().put("id", stack.id().toString()).put("stack_name", stack.name()).put("project", stack.tenant())
                .put("stack_status", stack.state().toString()).put("stack_status_reason", stack.reason())
                .put("creation_time", time(stack.createdAt())).put("updated_time", time(stack.updatedAt()))
                .put("deletion_time", stack.deletedAt().map(Json::time).orElse(null))
                .put("disable_rollback", stack.onFailure() != OnFailure.ROLLBACK)
                .put("timeout_mins", stack.timeout().map(t -> (t.toSeconds() + 59) / 60).orElse(null));
        if (stack.tags().words().isEmpty()) {
            node.putNull("tags");
        } else {
            stack.tags().words().forEach(node.putArray("tags")::add);
        }
        return node.put("on_failure", stack.onFailure().name().toLowerCase(java.util.Locale.ROOT)).put("traversal", stack.traversal())
                .put("planned", stack.planned() == stack.traversal()).put("pending", stack.pending()).put("failed", stack.failed())
                .put("deadline", stack.deadline().map(Json::time).orElse(null)).put("request_id", stack.requestId().toString());
    }

    /** @param names of resource rows by number */
    public static ObjectNode resource(ResourceView row, Map<Integer, String> names) {
        ObjectNode node = object().put("resource_name", row.name()).put("logical_resource_id", row.name()).put("resource_type", row.type())
                .put("physical_resource_id", row.physicalId().orElse(null)).put("resource_status", row.action() + "_" + row.status())
                .put("resource_status_reason", row.reason()).put("creation_time", time(row.createdAt())).put("updated_time", time(row.updatedAt()));
        node.put("number", row.no()).put("current", row.current()).put("engine_id", row.engine().map(Object::toString).orElse(null))
                .put("fence", row.version()).put("phase", row.phase().map(Enum::name).orElse(null))
                .put("next_poll_time", row.nextPollAt().map(Json::time).orElse(null)).put("work_left", row.dirty())
                .put("hook", row.heldBy().map(Hook::word).orElse(null));
        ArrayNode required = node.putArray("requires");
        node.set("drift", drift(row.drift()));
        row.required().forEach(no -> required.add(names.getOrDefault(no, "#" + no)));
        return node;
    }

    public static ArrayNode drift(List<Difference> differences) {
        ArrayNode list = array();
        for (Difference difference : differences) {
            ObjectNode entry = list.addObject().put("path", difference.path());
            entry.set("expected", difference.expected());
            entry.set("found", difference.found());
        }
        return list;
    }

    /** @param engineName empty for none */
    public static ObjectNode event(Event event, String engineName) {
        return object().put("id", event.position().transaction() + "-" + event.position().ordinal()).put("event_time", time(event.at()))
                .put("resource_name", event.name()).put("logical_resource_id", event.name()).put("resource_type", event.type())
                .put("physical_resource_id", event.physicalId().orElse(null)).put("resource_status", event.action() + "_" + event.status())
                .put("resource_status_reason", event.reason()).put("traversal", event.traversal()).put("fence", event.fence())
                .put("engine_id", event.engine().map(Object::toString).orElse(null))
                .put("engine_name", engineName.isEmpty() ? null : engineName);
    }

    public static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}

