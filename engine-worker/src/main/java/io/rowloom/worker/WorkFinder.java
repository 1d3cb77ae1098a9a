package io.rowloom.worker;

import io.rowloom.engine.EngineId;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.resource.Claim;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.DueAction;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.Spread;
import io.rowloom.resource.StackHead;
import io.rowloom.resource.StackWork;
import io.rowloom.stack.StackId;
import io.rowloom.traversal.FinishResult;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds work in the rows and claims as much of it as there are free slots: first nodes that this engine made ready itself, then open actions that are due,
 * then whatever is ready anywhere, its own shard before the others'.
 */
final class WorkFinder {
    private static final Logger LOG = LoggerFactory.getLogger(WorkFinder.class);

    private final EngineContext context;
    private final LeaseKeeper lease;
    private final ActionRunner runner;
    private final Outcomes outcomes;
    private final Appraisal appraisal;
    private final Set<String> unknownTypes = ConcurrentHashMap.newKeySet();
    private Duration lastPoll = Duration.ZERO;

    WorkFinder(EngineContext context, LeaseKeeper lease, ActionRunner runner, Outcomes outcomes) {
        this.outcomes = outcomes;
        this.context = context;
        this.lease = lease;
        this.runner = runner;
        this.appraisal = new Appraisal(context.store(), context.shared().blueprints(), context.shared().types(), context.shared().fingerprint());
    }

    void turn() throws InterruptedException {
        if (!context.lease().held() || free() <= 0) {
            context.wakeups().awaitSlot(context.config().pollEvery());
        } else if (!work()) {
            context.wakeups().awaitWork(context.config().pollEvery());
            if (pollIsDue()) {
                context.wakeups().everything();
            }
        }
    }

    private boolean pollIsDue() {
        Duration now = context.tasks().elapsed();
        if (now.minus(lastPoll).compareTo(context.config().pollEvery()) >= 0) {
            lastPoll = now;
            return true;
        }
        return false;
    }

    /** Whether anything was found. */
    private boolean work() {
        boolean found = false;
        for (Map.Entry<StackId, List<Integer>> known : context.wakeups().takeNodes(free()).entrySet()) {
            context.store().claims().ready(known.getKey(), known.getValue()).ifPresent(this::begin);
            found = true;
        }
        if (free() > 0 && context.wakeups().takeDue()) {
            found |= resumeDue();
        }
        if (free() > 0 && context.wakeups().knownNodes() == 0 && context.wakeups().takeScan()) {
            found |= scan();
        }
        return found;
    }

    private int free() {
        return context.config().slots() - context.inFlight().size();
    }

    private boolean scan() {
        int wanted = free();
        List<StackWork> found = ready(wanted, lease.spread());
        if (found.isEmpty() && lease.spread().shards() > 1) {
            found = ready(wanted, Spread.ALL);
        }
        int size = found.stream().mapToInt(w -> w.nodes().size()).sum();
        int begun = found.stream().mapToInt(this::begin).sum();
        if (size >= wanted && begun > 0) {
            context.wakeups().scan();
        }
        return begun > 0;
    }

    /** Asks again when that taught it a type which it lacks: what is of such types must not take the place of what it can act on. */
    private List<StackWork> ready(int wanted, Spread spread) {
        List<StackWork> found;
        do {
            found = context.store().claims().ready(wanted, spread, unknownTypes);
        } while (learns(found.stream().flatMap(work -> work.nodes().stream()).map(ReadyNode::type)));
        return found;
    }

    /** Claims what is to be acted on, and records what turned out to be nothing, or not to be begun. Answers how many nodes moved. */
    private int begin(StackWork work) {
        Appraisal.Result result = appraisal.of(work, this::knows);
        StackHead stack = work.stack();
        if (!result.skips().isEmpty()) {
            FinishResult skipped = context.store().finishes().cutOff(stack.id(), stack.traversal(), result.skips());
            context.meters().cutOffs.increment(skipped.recorded().size());
            context.wakeups().ready(stack.id(), skipped.ready());
        }
        if (!result.holds().isEmpty()) {
            List<Integer> held = context.store().claims().hold(stack, result.holds());
            LOG.atInfo().addKeyValue("stack", stack.name()).addKeyValue("engine", context.id()).log("{} resources wait for a hook to be cleared", held.size());
        }
        result.restricted().forEach(change -> outcomes.restrict(stack, change));
        return result.skips().size() + result.holds().size() + result.restricted().size() + claim(work, result.intents());
    }

    private int claim(StackWork work, List<ClaimIntent> intents) {
        return intents.isEmpty() ? 0 : context.shared().gate().map(gate -> claimThrough(gate, work, intents)).orElseGet(() -> claimNow(work, intents));
    }

    private int claimThrough(ClaimGate gate, StackWork work, List<ClaimIntent> intents) {
        StackId stack = work.stack().id();
        ClaimGate.Entry entry = gate.enter(stack, intents);
        try {
            entry.left().forEach((again, nodes) -> context.wakeups().readyIn(again, stack, nodes));
            return claimNow(work, entry.through());
        } finally {
            gate.leave(entry);
        }
    }

    private int claimNow(StackWork work, List<ClaimIntent> intents) {
        Map<Boolean, List<ClaimIntent>> limited = intents.stream().collect(Collectors.partitioningBy(intent -> work.limited().contains(intent.no())));
        return claimFreely(work.stack(), limited.getOrDefault(false, List.of())) + claimWithinLimits(work, limited.getOrDefault(true, List.of()));
    }

    private int claimFreely(StackHead stack, List<ClaimIntent> intents) {
        return intents.isEmpty() ? 0 : start(hoped(stack, intents), () -> context.store().claims().claim(stack, context.id(), intents));
    }

    private int claimWithinLimits(StackWork work, List<ClaimIntent> intents) {
        if (intents.isEmpty()) {
            return 0;
        }
        context.wakeups().limited(work.nodes().stream().filter(node -> work.limited().contains(node.no())).map(ReadyNode::type).toList());
        int won = start(hoped(work.stack(), intents), () -> context.store().claims().claimWithinLimits(work.stack(), context.id(), intents));
        context.meters().claimsLimited.increment(intents.size() - won);
        return won;
    }

    private List<Claim> hoped(StackHead stack, List<ClaimIntent> intents) {
        return intents.stream().map(i -> claimTo(stack.id(), i.no(), i.version())).toList();
    }

    private boolean resumeDue() {
        List<DueAction> found;
        do {
            found = context.store().claims().due(free(), unknownTypes);
        } while (learns(found.stream().map(DueAction::type)));
        if (found.isEmpty()) {
            return false;
        }
        List<DueAction> due = found;
        List<Claim> hoped = due.stream().map(a -> claimTo(a.stack().id(), a.no(), a.version())).toList();
        return start(hoped, () -> context.store().claims().resume(context.id(), due)) > 0;
    }

    private Claim claimTo(StackId stack, int no, long version) {
        EngineId me = context.id();
        return new Claim(stack, no, me, version + 1);
    }

    /**
     * Enters the claims before they are sent. Those that nobody acts on leave the registry, whatever happens: so the audit finds the ones whose answer was
     * lost.
     */
    private int start(List<Claim> hoped, Supplier<List<ClaimedAction>> claiming) {
        context.meters().claimsTried.increment(hoped.size());
        hoped.forEach(context.inFlight()::enter);
        Set<Claim> idle = new HashSet<>(hoped);
        try {
            List<ClaimedAction> won = claiming.get();
            context.meters().claimsWon.increment(won.size());
            for (ClaimedAction action : won) {
                context.tasks().start(action.stack().name() + "/" + action.name(), () -> runner.run(action));
                idle.remove(action.claim());
            }
            return won.size();
        } finally {
            idle.forEach(context.inFlight()::leave);
        }
    }

    /** Whether a type is among them that this engine lacks, and did not know to lack. */
    private boolean learns(Stream<String> types) {
        int before = unknownTypes.size();
        types.forEach(this::knows);
        return unknownTypes.size() > before;
    }

    private boolean knows(String type) {
        ResourceTypes types = context.shared().types();
        boolean known = types.find(type).isPresent();
        if (!known && unknownTypes.add(type)) {
            LOG.atWarn().addKeyValue("engine", context.id()).log("this worker has no resource type {}: it leaves such resources to others", type);
        }
        return known;
    }
}
