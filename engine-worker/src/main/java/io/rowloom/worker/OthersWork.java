package io.rowloom.worker;

import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.Spread;
import io.rowloom.resource.StackWork;
import io.rowloom.stack.StackId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks once per poll interval at what is other engines' to claim. What is still there at the next look is overdue: its engine is slow, full, paused, dead, or
 * lacks the resource type, or thinks that it is somebody else's. Then this engine takes it. For one thread.
 */
final class OthersWork {
    /** Of what is overdue it can take as much as it has slots, and behind that it sees what may be overdue at the next look. */
    private static final int OF_SLOTS = 2;

    /** As {@link io.rowloom.resource.Claims#ready(int, Spread)}. */
    interface Ready {
        List<StackWork> of(int most, Spread spread);
    }

    private record Seen(StackId stack, int traversal, int node) {}

    private final EngineContext context;
    private Set<Seen> seen = Set.of();
    private final Pace pace;

    OthersWork(EngineContext context) {
        this.context = context;
        this.pace = Pace.of(context.config());
    }

    /** Time until the next look; none when there are no others, or nothing is left to them. */
    Duration dueIn() {
        return context.share().others().isEmpty() ? Duration.ofDays(1) : pace.dueIn(context.tasks().elapsed());
    }

    /** Looks if it is time to. Whether anything is overdue: it is among the {@linkplain Wakeups#takeNodes known nodes} then. */
    boolean look(Ready ready) {
        if (dueIn().isPositive()) {
            return false;
        }
        Duration began = context.tasks().elapsed();
        List<StackWork> found = context.share().others().map(parts -> ready.of(OF_SLOTS * context.config().slots(), new Spread.LastFirst(parts))).orElse(List.of());
        pace.looked(began, context.tasks().elapsed(), !found.isEmpty());
        Map<StackId, List<Integer>> overdue = new TreeMap<>();
        found.forEach(work -> {
            List<Integer> late = others(work).filter(node -> seen.contains(seen(work, node))).map(ReadyNode::node).toList();
            if (!late.isEmpty()) {
                overdue.put(work.stack().id(), late);
            }
        });
        Set<Seen> now = found.stream().flatMap(work -> others(work).map(node -> seen(work, node))).collect(Collectors.toCollection(HashSet::new));
        context.meters().claimsLeft.increment(now.stream().filter(node -> !seen.contains(node)).count());
        context.meters().claimsOverdue.increment(overdue.values().stream().mapToInt(List::size).sum());
        overdue.forEach(context.wakeups()::ready);
        seen = now;
        return !overdue.isEmpty();
    }

    private Stream<ReadyNode> others(StackWork work) {
        return work.nodes().stream().filter(node -> !context.share().first().contains(work.stack().id(), node.node()));
    }

    private static Seen seen(StackWork work, ReadyNode node) {
        return new Seen(work.stack().id(), work.stack().traversal(), node.node());
    }
}
