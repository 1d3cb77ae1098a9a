package io.rowloom.dump;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.Stack;
import io.rowloom.template.Target;
import java.util.List;
import java.util.Optional;

/** Makes dumps. Pure. */
public final class DumpWriter {
    private DumpWriter() {}

    /**
     * Secrets in it are marked. Copies that are not current, but not deleted either, have no place in Heat's form: they follow as {@code other_copies}.
     *
     * @param target that the stack leads to or last reached; empty: it has none
     * @param rows of one snapshot, which is that of {@code stack}
     */
    public static ObjectNode write(Stack stack, Optional<Target> target, List<ResourceView> rows) {
        ObjectNode dump = JsonNodeFactory.instance.objectNode().put(Dump.NAME, stack.name()).put("id", stack.id().toString())
                .put("action", stack.action().name()).put("status", stack.status().name());
        dump.set(Dump.TEMPLATE, target.map(Target::template).orElseGet(JsonNodeFactory.instance::objectNode));
        dump.set(Dump.ENVIRONMENT, target.map(Target::environment).orElseGet(JsonNodeFactory.instance::objectNode));
        dump.putObject("files");
        ObjectNode resources = dump.putObject(Dump.RESOURCES);
        rows.stream().filter(row -> row.current() && !row.tombstone()).forEach(row -> resources.set(row.name(), resource(row)));
        dump.put("project_id", stack.tenant()).putNull("stack_user_project_id");
        stack.tags().words().forEach(dump.putArray(Dump.TAGS)::add);
        List<ResourceView> others = rows.stream().filter(row -> !row.current() && !row.tombstone()).toList();
        if (!others.isEmpty()) {
            others.stream().map(DumpWriter::resource).forEach(dump.putArray(Dump.OTHER_COPIES)::add);
        }
        return dump;
    }

    private static ObjectNode resource(ResourceView row) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode().put(Dump.NAME, row.name()).put(Dump.RESOURCE_ID, row.physicalId().orElse(null))
                .put(Dump.TYPE, row.type()).put("action", row.action().name()).put("status", row.status().name());
        resource.putObject("metadata");
        return resource.set(Dump.RESOURCE_DATA, row.outputs());
    }
}
