package io.rowloom.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import io.rowloom.event.Event;
import io.rowloom.limit.Scope;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.template.ReplacementOrder;
import io.rowloom.traversal.NodeKind;
import java.util.List;
import java.util.Optional;

/** All rows between two verbs, for those who compare what was with what is. Immutable; later verbs do not show in it. */
public record Rows(ImmutableMap<StackId, OfStack> stacks, ImmutableMap<Scope, Integer> limits) {
    public static final Rows EMPTY = new Rows(ImmutableMap.of(), ImmutableMap.of());

    /**
     * A stack and what belongs to it.
     *
     * @param resources by number
     * @param nodes by number; of all traversals that still have rows
     * @param events oldest first
     */
    public record OfStack(Stack stack, ImmutableSortedMap<Integer, Resource> resources, ImmutableSortedMap<Integer, Node> nodes, List<Event> events) {}

    /** A row of the table {@code resource}: what people are shown of it, and the rest. */
    public record Resource(
            ResourceView view, int claimTraversal, int claimNode, int generation, Optional<JsonNode> cookie, int wake, int wakeSeen, int attempts, int tries,
            boolean cancel, Effect effect, int dirtyTraversal, Optional<String> definitionHash, Optional<String> inputHash,
            ReplacementOrder replacement) {
        /** Neither claimed nor open. */
        public boolean free() {
            return view.engine().isEmpty() && view.phase().isEmpty();
        }
    }

    /** A row of the table {@code node}. */
    public record Node(int traversal, int no, int resource, NodeKind kind, int waitingFor, boolean done, List<Integer> dependents) {}
}
