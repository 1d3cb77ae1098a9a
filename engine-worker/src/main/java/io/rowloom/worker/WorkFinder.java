package io.rowloom.worker;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds work in the rows and claims as much of it as there are free slots: first nodes that this engine made ready itself, then open actions that are due,
 * then whatever is ready anywhere, its own share before the others'.
 */
final class WorkFinder {
    private static final Logger LOG = LoggerFactory.getLogger(WorkFinder.class);

    /** So many times its slots a look for open actions reads. */
    private static final int DUE_AHEAD = 16;
    private static final Duration BETWEEN_HINTS = Duration.ofMillis(10);

    private final EngineContext context;
    private final Claimer claimer;
    private final Outcomes outcomes;
    private final Appraisal appraisal;
    private final Backlog backlog;
    private final Set<String> unknownTypes = ConcurrentHashMap.newKeySet();
    private final OthersWork others;
    private final Pace scans;
    private final Pace dues;
    private final Pace helps;
    private Duration lastPoll = Duration.ZERO;

    WorkFinder(EngineContext context, Claimer claimer, Outcomes outcomes, Appraisal appraisal, Backlog backlog) {
        this.outcomes = outcomes;
        this.context = context;
        this.claimer = claimer;
        this.others = new OthersWork(context);
        this.scans = Pace.of(context.config());
        this.dues = Pace.of(context.config());
        this.helps = new Pace(BETWEEN_HINTS, context.config().pollEvery());
        this.appraisal = appraisal;
        this.backlog = backlog;
    }

    void turn() throws InterruptedException {
        if (!context.lease().held() || !work()) {
            await();
        }
    }

    private void await() throws InterruptedException {
        Duration poll = context.config().pollEvery();
        if (!context.lease().held() || free() <= 0) {
            context.wakeups().awaitSlot(poll);
        } else {
            Duration look = others.dueIn();
            context.wakeups().awaitWork(look.compareTo(poll) < 0 ? look : poll);
            if (pollIsDue()) {
                poll();
            }
        }
    }

    /** Whatever nobody told us of. */
    private void poll() {
        Duration now = context.tasks().elapsed();
        if (!scans.dueIn(now).isPositive()) {
            context.scan();
        }
        if (!dues.dueIn(now).isPositive()) {
            context.wakeups().due().look();
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
        boolean found = free() > 0 && others.look(this::ready);
        found |= read();
        if (free() > 0 && context.wakeups().due().takeLook()) {
            lookForDue();
        }
        found |= resume();
        return begin() | found;
    }

    /** Reads what can run, if there are slots for it, or there will be: the backlog is being used up. */
    private boolean read() {
        boolean hungry = backlog.takeHungry();
        if (free() <= 0 && !hungry) {
            return false;
        }
        if (hungry && backlog.takeMore()) {
            context.wakeups().scan();
        }
        Map<StackId, List<Integer>> known = context.wakeups().takeNodes(wanted());
        boolean found = !known.isEmpty();
        if (found) {
            Duration began = context.tasks().elapsed();
            context.store().claims().ready(known).forEach(work -> offer(backlog.notTaken(work, began)));
        }
        if (backlog.low() && context.wakeups().knownNodes() == 0 && context.wakeups().takeScan()) {
            found |= scan(context.wakeups().takeScanAll());
        }
        return found;
    }

    /** How many nodes to read. */
    private int wanted() {
        return Math.max(free(), backlog.room());
    }

    /** Nodes that can run, to be claimed as slots get free; those that a limit holds for at once, since there may be no room later. Answers how many there were. */
    private int offer(StackWork work) {
        Map<Boolean, List<ReadyNode>> byLimit = work.nodes().stream().collect(Collectors.partitioningBy(node -> work.limited().contains(node.no())));
        List<ReadyNode> limited = byLimit.getOrDefault(true, List.of());
        List<ReadyNode> now = limited.subList(0, Math.clamp(free(), 0, limited.size()));
        List<ReadyNode> later = limited.subList(now.size(), limited.size());
        backlog.add(new StackWork(work.stack(), byLimit.getOrDefault(false, List.of()).stream().filter(node -> !isBeingClaimed(work, node)).toList(), Set.of()));
        context.wakeups().ready(work.stack().id(), later.stream().map(ReadyNode::node).toList());
        return work.nodes().size() - limited.size() + begin(List.of(new StackWork(work.stack(), now, work.limited())));
    }

    private boolean isBeingClaimed(StackWork work, ReadyNode node) {
        return context.inFlight().contains(claimer.claimTo(work.stack().id(), node.no(), node.version()));
    }

    private boolean begin() {
        boolean any = false;
        List<StackWork> works = backlog.take(free());
        while (!works.isEmpty()) {
            any = true;
            if (begin(works) > 0) {
                backlog.used();
            }
            works = backlog.take(free());
        }
        return any;
    }

    private int free() {
        return context.freeSlots();
    }

    /** @param all what falls to others is not left to them */
    private boolean scan(boolean all) {
        int wanted = wanted();
        Duration began = context.tasks().elapsed();
        Spread first = context.share().first();
        List<StackWork> found = ready(wanted, first);
        if (found.isEmpty() && !first.equals(Spread.ALL)) {
            wanted = Math.max(1, free());
            found = all ? ready(wanted, new Spread.LastFirst(Spread.ALL)) : surplus(wanted);
        }
        scans.looked(began, context.tasks().elapsed(), !found.isEmpty());
        if (found.stream().mapToInt(w -> w.nodes().size()).sum() >= wanted) {
            backlog.more();
        }
        Duration shortlyBefore = began.minus(context.config().pollEvery());
        return found.stream().map(work -> backlog.notTaken(work, shortlyBefore)).mapToInt(this::offer).sum() > 0;
    }

    /** Not at every hint: a look in vain reads all nodes of the stacks in progress. */
    private List<StackWork> surplus(int most) {
        Duration began = context.tasks().elapsed();
        if (helps.dueIn(began).isPositive()) {
            return List.of();
        }
        List<StackWork> found = context.share().another(context.shared().random()).map(another -> Surplus.of(another, most, context.config().slots(), this::ready)).orElse(List.of());
        helps.looked(began, context.tasks().elapsed(), !found.isEmpty());
        return found;
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
    private int begin(List<StackWork> works) {
        int moved = 0;
        Map<StackHead, List<ClaimIntent>> free = new LinkedHashMap<>();
        for (StackWork work : works) {
            Appraisal.Result result = appraisal.of(work, this::knows);
            moved += settle(work.stack(), result);
            Map<Boolean, List<ClaimIntent>> byLimit = result.intents().stream().collect(Collectors.partitioningBy(intent -> work.limited().contains(intent.no())));
            moved += claimWithinLimits(work, byLimit.getOrDefault(true, List.of()));
            byLimit.getOrDefault(false, List.of()).forEach(intent -> free.computeIfAbsent(work.stack(), _ -> new ArrayList<>()).add(intent));
        }
        return moved + claim(free, this::claim);
    }

    private List<ClaimedAction> claim(Map<StackHead, List<ClaimIntent>> intents) {
        List<ClaimedAction> won = context.store().claims().claim(context.id(), intents);
        backlog.tried(intents.values().stream().mapToInt(List::size).sum(), won.size());
        return won;
    }

    /** What is not to be claimed. */
    private int settle(StackHead stack, Appraisal.Result result) {
        if (!result.skips().isEmpty()) {
            FinishResult skipped = context.store().finishes().cutOff(stack.id(), stack.traversal(), result.skips());
            context.meters().cutOffs.increment(skipped.recorded().size());
            context.madeReady(stack.id(), skipped.ready());
        }
        if (!result.holds().isEmpty()) {
            List<Integer> held = context.store().claims().hold(stack, result.holds());
            LOG.atInfo().addKeyValue("stack", stack.name()).addKeyValue("engine", context.id()).log("{} resources wait for a hook to be cleared", held.size());
        }
        result.restricted().forEach(change -> outcomes.restrict(stack, change));
        return result.skips().size() + result.holds().size() + result.restricted().size();
    }

    private int claim(Map<StackHead, List<ClaimIntent>> intents, Function<Map<StackHead, List<ClaimIntent>>, List<ClaimedAction>> claiming) {
        return intents.isEmpty() ? 0 : claimer.through(intents, let -> {
            List<Claim> hoped = claimer.hoped(let);
            return hoped.isEmpty() ? 0 : claimer.start(hoped, () -> claiming.apply(let));
        });
    }

    private int claimWithinLimits(StackWork work, List<ClaimIntent> intents) {
        if (intents.isEmpty()) {
            return 0;
        }
        context.wakeups().limited(work.nodes().stream().filter(node -> work.limited().contains(node.no())).map(ReadyNode::type).toList());
        return claim(Map.of(work.stack(), intents), let -> {
            List<ClaimIntent> some = let.getOrDefault(work.stack(), List.of());
            List<ClaimedAction> won = context.store().claims().claimWithinLimits(work.stack(), context.id(), some);
            context.meters().claimsLimited.increment(some.size() - won.size());
            return won;
        });
    }

    /** Its own share first; what others have not seen to when it has none. */
    private void lookForDue() {
        Duration began = context.tasks().elapsed();
        int most = DUE_AHEAD * context.config().slots();
        Spread first = context.share().first();
        List<DueAction> found = due(most, first);
        if (found.isEmpty() && !first.equals(Spread.ALL)) {
            found = due(most, new Spread.LastFirst(Spread.ALL));
        }
        dues.looked(began, context.tasks().elapsed(), !found.isEmpty());
        context.wakeups().due().found(found, found.size() < most);
    }

    private List<DueAction> due(int most, Spread spread) {
        List<DueAction> found;
        do {
            found = context.store().claims().due(most, spread, unknownTypes);
        } while (learns(found.stream().map(DueAction::type)));
        return found;
    }

    private boolean resume() {
        boolean any = false;
        List<DueAction> actions = context.wakeups().due().take(free());
        while (!actions.isEmpty()) {
            any = true;
            List<DueAction> some = actions;
            List<Claim> hoped = some.stream().map(a -> claimer.claimTo(a.stack(), a.no(), a.version())).toList();
            claimer.start(hoped, () -> context.store().claims().resume(context.id(), some));
            actions = context.wakeups().due().take(free());
        }
        return any;
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
