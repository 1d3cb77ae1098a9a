package io.rowloom.worker;

import io.rowloom.engine.EngineId;
import io.rowloom.engine.Rendezvous;
import io.rowloom.resource.Spread;
import io.rowloom.stack.StackId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which work is this engine's to look at first, as far as it knows the others. Until it knows any, all is its own. Engines that know different members
 * may each hold the same work for theirs, or all for another's: nothing but speed depends on it. Thread-safe.
 */
final class Share {
    /**
     * Nodes that became ready, divided.
     *
     * @param kept to be claimed by this engine
     * @param left to be claimed by others
     */
    record Division(List<Integer> kept, List<Integer> left) {}

    private final EngineId me;
    private final ClaimOrder order;
    private volatile List<EngineId> members = List.of();
    private volatile Spread.Shard shard = Spread.ALL;
    private volatile Optional<Spread.Parts> own = Optional.empty();
    private volatile Optional<Spread> others = Optional.empty();

    Share(EngineId me, ClaimOrder order) {
        this.me = me;
        this.order = order;
    }

    /** From now on the work is for these engines, this one among them. */
    void among(List<EngineId> engines) {
        if (!engines.equals(members)) {
            shard = new Spread.Shard(engines.size(), engines.indexOf(me));
            if (order == ClaimOrder.AFFINITY) {
                Spread.Parts mine = parts(engines);
                own = Optional.of(mine);
                others = Optional.of(mine.others()).filter(parts -> !parts.numbers().isEmpty()).map(parts -> parts);
            } else {
                others = engines.size() > 1 ? Optional.of(Spread.ALL) : Optional.empty();
            }
            members = engines;
        }
    }

    private Spread.Parts parts(List<EngineId> engines) {
        return new Spread.Parts(IntStream.range(0, Spread.Parts.COUNT).filter(part -> Rendezvous.winner(engines, part).equals(Optional.of(me))).boxed()
                .collect(Collectors.toSet()));
    }

    /** As of the last renewal of the lease. */
    List<EngineId> members() {
        return members;
    }

    /** Where to look for ready nodes first. */
    Spread first() {
        return own.<Spread>map(parts -> parts).orElse(shard);
    }

    /** The share of one of the others, where there are some: helpers choose each for themselves. With affinity nobody helps before it is overdue. */
    Optional<Spread> another(RandomGenerator random) {
        Spread.Shard mine = shard;
        return order == ClaimOrder.AFFINITY || mine.shards() < 2 ? Optional.empty()
                : Optional.of(new Spread.Shard(mine.shards(), (mine.shard() + 1 + random.nextInt(mine.shards() - 1)) % mine.shards()));
    }

    /** Where that is which is left to others for a while; empty for nothing. By rank it is all, its own among them. */
    Optional<Spread> others() {
        return others;
    }

    /**
     * Divides what became ready by what this engine did: nobody else knows of it yet, so it goes on with as much of it as it has room for, its own part first. The rest of its
     * own waits for it.
     */
    Division divide(StackId stack, List<Integer> nodes, int room) {
        if (nodes.size() <= room) {
            return new Division(nodes, List.of());
        }
        Spread mine = first();
        return divide(node -> !mine.contains(stack, node), nodes, room);
    }

    private static Division divide(Predicate<Integer> theirs, List<Integer> nodes, int room) {
        Map<Boolean, List<Integer>> byOther = nodes.stream().collect(Collectors.partitioningBy(theirs));
        List<Integer> kept = new ArrayList<>(byOther.getOrDefault(false, List.of()));
        List<Integer> left = byOther.getOrDefault(true, List.of());
        int taken = Math.clamp((long) room - kept.size(), 0, left.size());
        kept.addAll(left.subList(0, taken));
        return new Division(kept, left.subList(taken, left.size()));
    }
}
