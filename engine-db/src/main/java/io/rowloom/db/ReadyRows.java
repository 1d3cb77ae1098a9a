package io.rowloom.db;

import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.ResourceAction;
import io.rowloom.stack.Status;
import io.rowloom.template.DeletionPolicy;
import io.rowloom.traversal.NodeKind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A node with its row, as columns of an answer. */
final class ReadyRows {
    private static final List<String> OF_RESOURCE = List.of("no", "version", "name", "type", "physical_id", "action", "status", "effect", "deletion_policy", "input_hash",
            "definition_hash", "requires", "args", "properties", "snapshot", "rules", "hook_passed");

    /** What {@link #columns} names of a resource. */
    static final String READ = String.join(", ", OF_RESOURCE) + ", replaced_by";

    private ReadyRows() {}

    /** The columns of {@code node} and {@code resource}, which are table names of the statement, with a prefix to their names. */
    static String columns(String node, String resource, String prefix) {
        Stream<String> ofNode = Stream.of("%s.no AS %snode".formatted(node, prefix), "%s.kind AS %skind".formatted(node, prefix));
        Stream<String> ofResource = OF_RESOURCE.stream().map(column -> "%s.%s AS %s%s".formatted(resource, column, prefix, column));
        return Stream.of(ofNode, ofResource, Stream.of("%s.replaced_by IS NOT NULL AS %ssuperseded".formatted(resource, prefix))).flatMap(all -> all)
                .collect(Collectors.joining(", "));
    }

    static ReadyNode node(Row row, String prefix, Trees trees) {
        return new ReadyNode(row.integer(prefix + "node"), row.word(prefix + "kind", NodeKind.class), row.integer(prefix + "no"), row.number(prefix + "version"),
                row.text(prefix + "name"), row.text(prefix + "type"), row.textIfAny(prefix + "physical_id"), row.word(prefix + "action", ResourceAction.class),
                row.word(prefix + "status", Status.class), row.word(prefix + "effect", Effect.class), row.word(prefix + "deletion_policy", DeletionPolicy.class),
                row.textIfAny(prefix + "input_hash"), row.textIfAny(prefix + "definition_hash"), row.integers(prefix + "requires"), row.args(prefix, trees),
                row.objectIfAny(prefix + "properties", trees), row.uuidIfAny(prefix + "snapshot"), row.rules(prefix + "rules"), row.hookIfAny(prefix + "hook_passed"),
                row.flag(prefix + "superseded"));
    }
}
