package io.rowloom.traversal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.common.collect.Maps;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.StackHead;
import io.rowloom.resource.StackWork;
import io.rowloom.stack.Status;
import io.rowloom.template.DeletionPolicy;
import io.rowloom.template.rule.ResourceRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can run of a stack's {@linkplain Plan#first() first plan}, once that is written: known without being read, since nobody else has written to the rows. Pure. */
public final class FirstNodes {
    private FirstNodes() {}

    /**
     * As {@link io.rowloom.resource.Claims#ready} would answer, were nothing claimed since and no limit there.
     *
     * @param numbers of nodes of the plan that wait for nothing
     */
    public static StackWork of(PlanView view, Plan plan, Set<Integer> numbers) {
        Map<Integer, Plan.NewRow> rows = Maps.uniqueIndex(plan.newRows(), Plan.NewRow::no);
        List<ReadyNode> ready = plan.nodes().stream().filter(node -> numbers.contains(node.no()))
                .map(node -> ready(node, Optional.ofNullable(rows.get(node.resource())).orElseThrow())).toList();
        return new StackWork(StackHead.of(view.stack()), ready, Set.of());
    }

    private static ReadyNode ready(Plan.Node node, Plan.NewRow row) {
        return new ReadyNode(node.no(), node.kind(), row.no(), 0, row.name(), row.type(), Optional.empty(), ResourceAction.INIT, Status.COMPLETE, Effect.NONE, DeletionPolicy.DELETE,
                Optional.empty(), Optional.empty(), List.of(), JsonNodeFactory.instance.objectNode(), Optional.empty(), Optional.empty(), ResourceRules.NONE, Optional.empty(), false);
    }
}
