package io.rowloom.preview;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.AttributeSchema;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.PropertySchema.Type;
import io.rowloom.plugin.Recovery;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.plugin.TypeSchema;
import io.rowloom.plugin.UpdatePolicy;
import io.rowloom.resource.CurrentRow;
import io.rowloom.resource.Phase;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.RowReferences;
import io.rowloom.resource.Wanted;
import io.rowloom.stack.Approach;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.stack.Tags;
import io.rowloom.template.Blueprint;
import io.rowloom.template.DeletionPolicy;
import io.rowloom.template.ResourceDefinition;
import io.rowloom.template.TemplateInput;
import io.rowloom.template.TemplateSource;
import io.rowloom.template.Templates;
import io.rowloom.traversal.PlanRow;
import io.rowloom.value.Fingerprint;
import io.rowloom.value.Secrets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A stack whose template completed, as rows that tests bend to their needs. */
final class PreviewBed {
    static final ResourceTypes TYPES = ResourceTypes.of(new Box("Box", Recovery.REPLACE), new Box("Crate", Recovery.REPAIR), new Moody());
    private static final Fingerprint FINGERPRINT = Fingerprint.unkeyed();
    private static final StackId ID = new StackId(new UUID(1, 2));

    final Map<String, PreviewRow> rows = new HashMap<>();
    StackAction action = StackAction.CREATE;
    Status status = Status.COMPLETE;

    private PreviewBed() {}

    /** All resources of the template work. Outputs: {@code value} is that of the property, {@code id} the physical id. */
    static PreviewBed complete(String resources) {
        PreviewBed bed = new PreviewBed();
        Blueprint target = blueprint(resources);
        Map<String, CurrentRow> current = new HashMap<>();
        Queue<ResourceDefinition> left = new ArrayDeque<>(target.resources().values());
        while (!left.isEmpty()) {
            ResourceDefinition definition = left.remove();
            if (current.keySet().containsAll(definition.dependencies())) {
                PreviewRow row = worked(current.size() + 1, definition, current);
                current.put(definition.name(), row.current());
                bed.rows.put(definition.name(), row);
            } else {
                left.add(definition);
            }
        }
        return bed;
    }

    private static PreviewRow worked(int no, ResourceDefinition definition, Map<String, CurrentRow> current) {
        Wanted wanted = Wanted.of(definition, new RowReferences("acme", "web", Optional.of(ID), current, TYPES), current, TYPES, FINGERPRINT);
        ObjectNode outputs = JsonNodeFactory.instance.objectNode().put("id", "id-" + no);
        outputs.set("value", wanted.args().path("value").isMissingNode() ? JsonNodeFactory.instance.nullNode() : wanted.args().get("value"));
        PlanRow plan = new PlanRow(no, definition.name(), definition.type(), true, 10 + no, Optional.empty(), false, ResourceAction.CREATE, Status.COMPLETE,
                Optional.of(definition.definitionHash()), false, wanted.requires(), OptionalInt.empty(), OptionalInt.empty(),
                definition.replacement(), Optional.of("id-" + no), definition.externalId().isPresent());
        return new PreviewRow(plan, Optional.of("id-" + no), "state changed", Optional.empty(), false, Effect.NONE, wanted.deletionPolicy(),
                Optional.of(wanted.inputHash()), wanted.args(), Optional.of(wanted.args()), outputs, Optional.empty());
    }

    PreviewBed in(StackAction now, Status how) {
        action = now;
        status = how;
        return this;
    }

    PreviewBed with(String name, UnaryOperator<PreviewRow> change) {
        rows.compute(name, (_, row) -> change.apply(Objects.requireNonNull(row)));
        return this;
    }

    /** A further row, beside those that go by their names. */
    PreviewBed and(PreviewRow row) {
        rows.put("#" + row.plan().no(), row);
        return this;
    }

    Preview update(String resources) {
        List<PreviewRow> sorted = new ArrayList<>(rows.values());
        sorted.sort(Comparator.comparingInt(row -> row.plan().no()));
        Stack stack = new Stack(ID, "acme", "web", 1, 1, action, status, "", Optional.of("hash"), Optional.of("hash"), OnFailure.STOP, new UUID(3, 4), Optional.empty(),
                Optional.empty(), 0, 0, 1000, Approach.TRUST, Instant.EPOCH, Instant.EPOCH, Optional.empty(), Tags.NONE);
        return Previewing.update(new PreviewView(stack, sorted), blueprint(resources), TYPES, FINGERPRINT);
    }

    List<Change> changes(String resources) {
        return ((Preview.Computed) update(resources)).changes();
    }

    /** Of a name; fails when it is told more than once. */
    Change change(String resources, String name) {
        List<Change> found = changes(resources).stream().filter(change -> change.subject().name().equals(name)).toList();
        if (found.size() != 1) {
            throw new AssertionError(name + ": " + found);
        }
        return found.getFirst();
    }

    static Blueprint blueprint(String resources) {
        String text = "heat_template_version: 2021-04-16\nparameters:\n  secret: {type: string, hidden: true, default: hush-hush}\nresources:\n" + resources.indent(2);
        return Blueprint.of(Templates.accept(TemplateInput.of(new TemplateSource("t.yaml", text)), TYPES), TYPES, FINGERPRINT);
    }

    static List<Change> create(String resources) {
        return Previewing.create("acme", "web", blueprint(resources), TYPES, FINGERPRINT).changes();
    }

    /** {@code "properties.value: a -> b"}, with {@code !} for what forces, {@code ?} for what is not known yet. */
    static List<String> told(List<PropertyChange> changes) {
        return changes.stream().map(c -> c.path() + ": " + c.before().map(Secrets::mask).map(Object::toString).orElse("-") + " -> "
                + (c.knownAfterApply() ? "?" : c.after().map(Secrets::mask).map(Object::toString).orElse("-")) + (c.forces() ? " !" : "")).toList();
    }

    // ---- rows as they can be

    private static PreviewRow row(PreviewRow r, ResourceAction action, Status status, boolean open, boolean current) {
        PlanRow p = r.plan();
        PlanRow plan = new PlanRow(p.no(), p.name(), p.type(), current, p.version(), p.holder(), open, action, status, p.definitionHash(), true, p.requires(),
                p.replaces(), p.replacedBy(), p.replacement(), p.physicalId(), p.external());
        return new PreviewRow(plan, r.physicalId(), r.reason(), open ? Optional.of(Phase.BEGIN) : Optional.empty(), r.cancel(), r.effect(), r.deletionPolicy(),
                r.inputHash(), r.args(), r.properties(), r.outputs(), r.snapshot());
    }

    static PreviewRow open(PreviewRow r, ResourceAction action) {
        return row(r, action, Status.IN_PROGRESS, true, r.plan().current());
    }

    static PreviewRow failedUpdate(PreviewRow r) {
        return row(r, ResourceAction.UPDATE, Status.FAILED, false, r.plan().current());
    }

    /** Somebody said that it is well after all. */
    static PreviewRow marked(PreviewRow r) {
        PreviewRow m = row(r, ResourceAction.CHECK, Status.COMPLETE, false, true);
        return new PreviewRow(m.plan(), m.physicalId(), m.reason(), m.phase(), m.cancel(), m.effect(), m.deletionPolicy(), Optional.empty(), m.args(), m.properties(), m.outputs(),
                m.snapshot());
    }

    /** Its create failed; something is there if it has a physical id. */
    static PreviewRow failedCreate(PreviewRow r, Effect effect, boolean physical) {
        PreviewRow failed = row(r, ResourceAction.CREATE, Status.FAILED, false, true);
        return new PreviewRow(failed.plan(), physical ? r.physicalId() : Optional.empty(), "it broke", Optional.empty(), false, effect, r.deletionPolicy(),
                Optional.empty(), r.args(), Optional.empty(), JsonNodeFactory.instance.objectNode(), Optional.empty());
    }

    static PreviewRow neverBegun(PreviewRow r) {
        PreviewRow failed = row(r, ResourceAction.INIT, Status.COMPLETE, false, true);
        return new PreviewRow(failed.plan(), Optional.empty(), "", Optional.empty(), false, Effect.NONE, DeletionPolicy.DELETE, Optional.empty(),
                JsonNodeFactory.instance.objectNode(), Optional.empty(), JsonNodeFactory.instance.objectNode(), Optional.empty());
    }

    static PreviewRow cancelled(PreviewRow r) {
        return new PreviewRow(r.plan(), r.physicalId(), r.reason(), r.phase(), true, r.effect(), r.deletionPolicy(), r.inputHash(), r.args(), r.properties(), r.outputs(), r.snapshot());
    }

    /** An older copy, that something took the place of. */
    static PreviewRow leftOver(PreviewRow r, int no) {
        PlanRow p = r.plan();
        PlanRow plan = new PlanRow(no, p.name(), p.type(), false, p.version(), p.holder(), false, p.action(), p.status(), Optional.of("older"), true, p.requires(),
                OptionalInt.empty(), OptionalInt.of(p.no()), p.replacement(), Optional.of("id-" + no), p.external());
        return new PreviewRow(plan, Optional.of("id-" + no), r.reason(), Optional.empty(), false, r.effect(), r.deletionPolicy(), Optional.of("older"), r.args(),
                r.properties(), r.outputs(), r.snapshot());
    }

    static PreviewRow tombstone(PreviewRow r) {
        return row(r, ResourceAction.DELETE, Status.COMPLETE, false, false);
    }

    // ---- types

    private record Box(String name, Recovery recovery) implements ResourceType {
        @Override
        public Recovery recovery(ObjectNode before, ObjectNode after) {
            return recovery;
        }

        @Override
        public TypeSchema schema() {
            return TypeSchema.of(name, "For tests.")
                    .property("value", PropertySchema.of(Type.STRING, "Changed in place."))
                    .property("shape", PropertySchema.of(Type.STRING, "A change replaces.").onChange(UpdatePolicy.REPLACE))
                    .property("serial", PropertySchema.of(Type.STRING, "Never changes.").onChange(UpdatePolicy.IMMUTABLE))
                    .property("password", PropertySchema.of(Type.STRING, "Hidden.").secret())
                    .property("vault", PropertySchema.of(Type.MAP, "Hidden.").secret())
                    .property("count", PropertySchema.of(Type.INTEGER, "A number.").withDefault(IntNode.valueOf(1)))
                    .property("env", PropertySchema.of(Type.MAP, "Any keys."))
                    .property("list", PropertySchema.of(Type.LIST, "Any items."))
                    .attribute("value", AttributeSchema.of("The value.")).attribute("id", AttributeSchema.of("The id."));
        }

        @Override
        public Step create(ResourceCall call) {
            throw new AssertionError("a preview calls nothing");
        }

        @Override
        public Step delete(ResourceCall call) {
            throw new AssertionError("a preview calls nothing");
        }
    }

    /** What a change asks for depends on values: replaced, but for a flag that allows a change in place. */
    private static final class Moody implements ResourceType {
        @Override
        public TypeSchema schema() {
            return TypeSchema.of("Moody", "For tests.").property("value", PropertySchema.of(Type.STRING, "A value."))
                    .property("number", PropertySchema.of(Type.STRING, "A text with a number in it."))
                    .property("in_place", PropertySchema.of(Type.BOOLEAN, "Whether a change of the value can be made in place."))
                    .attribute("value", AttributeSchema.of("The value."));
        }

        @Override
        public UpdatePolicy onChange(ObjectNode before, ObjectNode after) {
            Integer.parseInt(after.path("number").asText("0"));
            boolean replaces = !after.path("in_place").asBoolean() && !before.path("value").equals(after.path("value"));
            return replaces ? UpdatePolicy.REPLACE : UpdatePolicy.IN_PLACE;
        }

        @Override
        public Step create(ResourceCall call) {
            throw new AssertionError("a preview calls nothing");
        }

        @Override
        public Step delete(ResourceCall call) {
            throw new AssertionError("a preview calls nothing");
        }
    }
}
