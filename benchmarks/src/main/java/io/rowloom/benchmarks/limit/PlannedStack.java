package io.rowloom.benchmarks.limit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.CurrentRow;
import io.rowloom.resource.RowReferences;
import io.rowloom.resource.StackHead;
import io.rowloom.resource.Wanted;
import io.rowloom.stack.NewStack;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.store.Store;
import io.rowloom.template.Blueprint;
import io.rowloom.template.Target;
import io.rowloom.template.TemplateInput;
import io.rowloom.template.Templates;
import io.rowloom.traversal.Plan;
import io.rowloom.traversal.PlanView;
import io.rowloom.traversal.PlannedDefinition;
import io.rowloom.traversal.Planning;
import io.rowloom.value.Fingerprint;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A stack that was submitted and planned as an engine does it, and everything that is to be done with it.
 *
 * @param seconds that reading the template, submitting and planning took
 */
record PlannedStack(StackHead head, List<Step> steps, double seconds) {

    /** @param types those of the engine */
    static PlannedStack make(Store store, ResourceTypes types, TemplateInput template) {
        long start = System.nanoTime();
        StackId id = StackId.create(Clock.systemUTC(), new SecureRandom());
        Target target = Templates.accept(template, types);
        store.stacks().create(new NewStack(id, "benchmark", "s" + id, UUID.randomUUID(), target, OnFailure.STOP, Optional.empty()));
        Blueprint blueprint = Blueprint.of(target, types, Fingerprint.unkeyed());
        PlanView view = store.plans().read(id).orElseThrow();
        Plan plan = Planning.plan(view, PlannedDefinition.all(blueprint));
        store.plans().write(id, plan);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new PlannedStack(head(view.stack()), steps(view.stack(), plan, blueprint, types), seconds);
    }

    private static StackHead head(Stack stack) {
        return new StackHead(stack.id(), stack.tenant(), stack.name(), stack.traversal(), stack.action(), stack.onFailure(), stack.target(), stack.approach(), Optional.empty());
    }

    /** In an order in which they can be done. */
    private static List<Step> steps(Stack stack, Plan plan, Blueprint blueprint, ResourceTypes types) {
        Map<Integer, Plan.NewRow> rows = new HashMap<>();
        Map<String, CurrentRow> current = new HashMap<>();
        plan.newRows().forEach(row -> {
            rows.put(row.no(), row);
            current.put(row.name(), new CurrentRow(row.no(), row.name(), row.type(), Optional.empty(), JsonNodeFactory.instance.objectNode()));
        });
        RowReferences references = new RowReferences(stack.tenant(), stack.name(), Optional.of(stack.id()), current, types);
        Map<Integer, Integer> depth = depths(plan.nodes());
        return plan.nodes().stream().sorted(Comparator.<Plan.Node>comparingInt(node -> depth.getOrDefault(node.no(), 0)).thenComparing(Plan.Node::no)).map(node -> {
            Plan.NewRow row = Optional.ofNullable(rows.get(node.resource())).orElseThrow();
            Wanted wanted = Wanted.of(Optional.ofNullable(blueprint.resources().get(row.name())).orElseThrow(), references, current, types, Fingerprint.unkeyed());
            return new Step(row.no(), node.no(), row.name(), node.dependents(), wanted, ClaimedAction.physicalName(stack.id(), stack.name(), row.no(), row.name()),
                    JsonNodeFactory.instance.objectNode().put("output", wanted.args().path("value").asText()));
        }).toList();
    }

    /** How many nodes come before each, one after the other. */
    private static Map<Integer, Integer> depths(List<Plan.Node> nodes) {
        Map<Integer, Plan.Node> byNumber = new HashMap<>();
        nodes.forEach(node -> byNumber.put(node.no(), node));
        Map<Integer, Integer> waiting = new HashMap<>();
        nodes.forEach(node -> waiting.put(node.no(), node.waitingFor()));
        Map<Integer, Integer> depth = new HashMap<>();
        List<Plan.Node> ready = nodes.stream().filter(node -> node.waitingFor() == 0).toList();
        for (int wave = 0; !ready.isEmpty(); wave++) {
            int own = wave;
            ready.forEach(node -> depth.put(node.no(), own));
            ready = ready.stream().flatMap(node -> node.dependents().stream()).filter(dependent -> waiting.merge(dependent, -1, Integer::sum) == 0)
                    .map(byNumber::get).toList();
        }
        return depth;
    }
}
