package io.rowloom.benchmarks.micro;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.benchmarks.throughput.Layout;
import io.rowloom.benchmarks.throughput.Shape;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.CurrentRow;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.StackHead;
import io.rowloom.stack.Approach;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.stack.Tags;
import io.rowloom.template.Blueprint;
import io.rowloom.template.DeletionPolicy;
import io.rowloom.template.ReplacementOrder;
import io.rowloom.template.ResourceDefinition;
import io.rowloom.template.Target;
import io.rowloom.template.TemplateInput;
import io.rowloom.template.TemplateSource;
import io.rowloom.template.Templates;
import io.rowloom.template.rule.ResourceRules;
import io.rowloom.traversal.Plan;
import io.rowloom.traversal.PlanRow;
import io.rowloom.traversal.PlanView;
import io.rowloom.traversal.PlannedDefinition;
import io.rowloom.traversal.Planning;
import io.rowloom.value.Fingerprint;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One stack in the forms that it has on its way: as a user wrote it, as it is stored, as it is planned, and as rows. The same shape and size give the same. Its
 * resources refer to the outputs of those that they depend on, so that there is something to resolve.
 */
record Workload(ResourceTypes types, TemplateInput input, Target target, Blueprint blueprint, PlanView empty, Plan plan) {
    private static final String TENANT = "benchmark";
    private static final String NAME = "stack";
    private static final long SEED = 1;
    private static final StackId ID = new StackId(new UUID(0x0190_0000_0000_7000L, 1));

    static Workload of(Shape shape, int size) {
        ResourceTypes types = ResourceTypes.load(Workload.class.getClassLoader());
        TemplateInput input = input(shape.layout(size, SEED));
        Target target = Templates.accept(input, types);
        Blueprint blueprint = blueprint(target, types);
        PlanView empty = new PlanView(stack(1, StackAction.CREATE, 1), List.of());
        return new Workload(types, input, target, blueprint, empty, Planning.plan(empty, PlannedDefinition.all(blueprint)));
    }

    static Blueprint blueprint(Target target, ResourceTypes types) {
        return Blueprint.of(target, types, Fingerprint.unkeyed());
    }

    private static TemplateInput input(Layout layout) {
        StringBuilder text = new StringBuilder("heat_template_version: 2021-04-16\nresources:\n");
        layout.requires().forEach((name, required) -> text.append("  ").append(name).append(":\n    type: OS::Heat::TestResource\n    properties:\n      value: ")
                .append(required.isEmpty() ? "first" : joined(required)).append("\n      update_replace_value: one\n"));
        return new TemplateInput(new TemplateSource("benchmark.yaml", text.toString()), List.of(), Map.of());
    }

    private static String joined(List<String> names) {
        return names.stream().map(other -> "{get_attr: [" + other + ", output]}").collect(Collectors.joining(", ", "{list_join: [\" \", [", "]]}"));
    }

    private static Stack stack(int traversal, StackAction action, int nextNo) {
        return new Stack(ID, TENANT, NAME, traversal, traversal - 1, action, Status.IN_PROGRESS, "", Optional.of("target"), Optional.empty(), OnFailure.STOP, new UUID(0, 1),
                Optional.empty(), Optional.empty(), 0, 0, nextNo, Approach.TRUST, Instant.EPOCH, Instant.EPOCH, Optional.empty(), Tags.NONE);
    }

    StackHead head() {
        Stack stack = empty.stack();
        return new StackHead(stack.id(), stack.tenant(), stack.name(), stack.traversal(), stack.action(), stack.onFailure(), stack.target(), stack.approach(), stack.deadline());
    }

    int resources() {
        return blueprint.resources().size();
    }

    /** Before an update to the same target: all rows are as a create that succeeded left them. */
    PlanView settled() {
        Map<String, Integer> numbers = numbers();
        return new PlanView(stack(2, StackAction.UPDATE, plan.nextNo()), plan.newRows().stream().map(row -> {
            ResourceDefinition definition = definition(row.name());
            return new PlanRow(row.no(), row.name(), row.type(), true, 2, Optional.empty(), false, ResourceAction.CREATE, Status.COMPLETE, Optional.of(definition.definitionHash()),
                    false, definition.dependencies().stream().map(numbers::get).sorted().toList(), OptionalInt.empty(), OptionalInt.empty(), ReplacementOrder.CREATE_FIRST,
                    Optional.of(physicalId(row.name())), false);
        }).toList());
    }

    /** All nodes, each as an engine reads it once it is ready. */
    List<ReadyNode> ready() {
        Map<Integer, Plan.NewRow> rows = plan.newRows().stream().collect(Collectors.toMap(Plan.NewRow::no, row -> row));
        return plan.nodes().stream().map(node -> {
            Plan.NewRow row = Optional.ofNullable(rows.get(node.resource())).orElseThrow();
            return new ReadyNode(node.no(), node.kind(), row.no(), 0, row.name(), row.type(), Optional.empty(), ResourceAction.INIT, Status.COMPLETE, Effect.NONE,
                    DeletionPolicy.DELETE, Optional.empty(), Optional.empty(), List.of(), JsonNodeFactory.instance.objectNode(), Optional.empty(), Optional.empty(),
                    ResourceRules.NONE, Optional.empty(), false);
        }).toList();
    }

    /** What those depend on, once it is there. */
    Map<String, CurrentRow> current() {
        Map<String, CurrentRow> current = new HashMap<>();
        plan.newRows().forEach(row -> current.put(row.name(), new CurrentRow(row.no(), row.name(), row.type(), Optional.of(physicalId(row.name())), outputs(row.name()))));
        return current;
    }

    static ObjectNode outputs(String name) {
        return JsonNodeFactory.instance.objectNode().put("output", "text of " + name);
    }

    static String physicalId(String name) {
        return NAME + "-" + name + "-abcdefghijkl";
    }

    ResourceDefinition definition(String name) {
        return Optional.ofNullable(blueprint.resources().get(name)).orElseThrow();
    }

    private Map<String, Integer> numbers() {
        return plan.newRows().stream().collect(Collectors.toMap(Plan.NewRow::name, Plan.NewRow::no));
    }
}
