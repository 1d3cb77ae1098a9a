package io.rowloom.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.engine.EngineId;
import io.rowloom.engine.EngineInfo;
import io.rowloom.engine.Held;
import io.rowloom.engine.Swept;
import io.rowloom.event.Cursor;
import io.rowloom.event.Event;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.Claim;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.Decide;
import io.rowloom.resource.Decision;
import io.rowloom.resource.DueAction;
import io.rowloom.resource.HoldIntent;
import io.rowloom.resource.Parking;
import io.rowloom.resource.Phase;
import io.rowloom.resource.Purged;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceView;
import io.rowloom.resource.Spread;
import io.rowloom.resource.StackHead;
import io.rowloom.resource.StackWork;
import io.rowloom.stack.NewStack;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.stack.SubmitResult;
import io.rowloom.template.DeletionPolicy;
import io.rowloom.template.Target;
import io.rowloom.template.rule.Hook;
import io.rowloom.traversal.Failure;
import io.rowloom.traversal.FinishResult;
import io.rowloom.traversal.Finished;
import io.rowloom.traversal.NodeKind;
import io.rowloom.traversal.Plan;
import io.rowloom.traversal.PlanDue;
import io.rowloom.traversal.PlanResult;
import io.rowloom.traversal.PlanView;
import io.rowloom.traversal.PlannedDefinition;
import io.rowloom.traversal.Planning;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** A store, and the steps of an engine on it, in words that make a test read like a sentence. What resources a stack has is said as {@link Definitions}. */
final class ContractWorld {
    static final String TENANT = "acme";
    static final Duration LONG = Duration.ofHours(1);
    /** As a time limit: over before it began, whatever the clock's resolution. */
    static final Duration OVER = Duration.ofMinutes(-1);

    /** Everything that can be seen of a stack. */
    record Picture(Stack stack, List<ResourceView> rows, List<String> ready, List<Event> events) {}

    final Store store;
    final EngineId engine;
    private final Random random = new Random();
    private int ids;
    private final Map<StackId, Map<String, PlannedDefinition>> wanted = new HashMap<>();

    ContractWorld(Store store) {
        this.store = store;
        this.engine = startEngine();
    }

    EngineId startEngine() {
        return startEngine(LONG);
    }

    EngineId startEngine(Duration ttl) {
        EngineId id = new EngineId(UUID.randomUUID());
        store.engines().register(new EngineInfo(id, "engine-" + id, "host", 4711, 8), ttl);
        return id;
    }

    // ---- stacks

    /** Stored. */
    String target(String content) {
        return store.targets().store(toBeStored(content));
    }

    private static Target toBeStored(String content) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putObject("template").put("description", content);
        document.putObject("parameters");
        return new Target(document);
    }

    NewStack newStack(String name, OnFailure onFailure) {
        return new NewStack(StackId.create(later(), random), TENANT, name, UUID.randomUUID(), toBeStored(name), onFailure, Optional.empty());
    }

    /** So that ids made later sort later, also within a millisecond. */
    private InstantSource later() {
        return InstantSource.fixed(Instant.ofEpochMilli(1_800_000_000_000L + ++ids));
    }

    StackId create(String name) {
        return create(newStack(name, OnFailure.STOP));
    }

    StackId create(NewStack stack) {
        return ((SubmitResult.Accepted) store.stacks().create(stack)).stack();
    }

    /** A stack whose create is planned. */
    StackId running(OnFailure onFailure, String... definitions) {
        StackId stack = create(newStack("web", onFailure));
        plan(stack, definitions);
        return stack;
    }

    StackId running(String... definitions) {
        return running(OnFailure.STOP, definitions);
    }

    /** A stack whose create is complete. */
    StackId complete(OnFailure onFailure, String... definitions) {
        StackId stack = running(onFailure, definitions);
        runAll(stack);
        return stack;
    }

    StackId complete(String... definitions) {
        return complete(OnFailure.STOP, definitions);
    }

    Stack stack(StackId id) {
        return store.stacks().find(id).orElseThrow();
    }

    SubmitResult submit(StackId stack, Request.Goal goal) {
        return store.stacks().submit(stack, stack(stack).traversal(), Request.of(UUID.randomUUID(), goal));
    }

    SubmitResult submitUpdate(StackId stack) {
        return submit(stack, new Request.Goal.Update(target("update " + stack(stack).traversal())));
    }

    /** Submits an update and plans it. */
    void update(StackId stack, String... definitions) {
        submitUpdate(stack);
        plan(stack, definitions);
    }

    /** Submits a request that visits every resource, and plans it. */
    void visit(StackId stack, Request.Goal goal) {
        submit(stack, goal);
        store.plans().write(stack, Planning.visiting(store.plans().read(stack).orElseThrow(), NodeKind.ofVisit(goal.action())));
    }

    /** Submits a delete and plans it. */
    void delete(StackId stack) {
        submit(stack, new Request.Goal.Delete());
        plan(stack);
    }

    // ---- plans

    PlanDue due(StackId stack) {
        return new PlanDue(stack, stack(stack).traversal());
    }

    /** The plan for the stack as it is now, not written. */
    Plan compute(StackId stack, String... definitions) {
        return compute(store.plans().read(stack).orElseThrow(), definitions);
    }

    Plan compute(PlanView view, String... definitions) {
        Map<String, PlannedDefinition> target = Definitions.of(definitions);
        wanted.put(view.stack().id(), target);
        return Planning.plan(view, target);
    }

    PlanResult.Planned plan(StackId stack, String... definitions) {
        return (PlanResult.Planned) store.plans().write(stack, compute(stack, definitions));
    }

    // ---- claims

    /** {@code "update A"}, {@code "cleanup A"}, sorted. */
    List<String> ready(StackId stack) {
        return nodes(stack).stream().map(ContractWorld::words).sorted().toList();
    }

    List<ReadyNode> nodes(StackId stack) {
        return work(stack).map(StackWork::nodes).orElse(List.of());
    }

    Optional<StackWork> work(StackId stack) {
        return store.claims().ready(1000, Spread.ALL).stream().filter(work -> work.stack().id().equals(stack)).findAny();
    }

    ReadyNode node(StackId stack, String words) {
        return nodes(stack).stream().filter(node -> words(node).equals(words)).findAny()
                .orElseThrow(() -> new AssertionError("'" + words + "' is not among what is ready: " + ready(stack)));
    }

    private static String words(ReadyNode node) {
        return node.kind().name().toLowerCase(Locale.ROOT) + " " + node.name();
    }

    /** Claims what is ready under these words. */
    ClaimedAction claim(StackId stack, String words) {
        return claim(engine, stack, words);
    }

    ClaimedAction claim(EngineId by, StackId stack, String words) {
        return store.claims().claim(work(stack).orElseThrow().stack(), by, List.of(intent(stack, node(stack, words)))).getFirst();
    }

    /** Holds what is ready under these words before a hook. Answers whether the row was got. */
    boolean hold(StackId stack, String words, Hook hook) {
        ReadyNode node = node(stack, words);
        return hold(stack, new HoldIntent(node.no(), node.version(), hook, intent(stack, node).action()));
    }

    boolean hold(StackId stack, HoldIntent intent) {
        return store.claims().hold(head(stack), List.of(intent)).equals(List.of(intent.no()));
    }

    /** What of the intents is won. */
    List<ClaimedAction> tryClaim(StackId stack, ClaimIntent... intents) {
        return store.claims().claim(head(stack), engine, List.of(intents));
    }

    private StackHead head(StackId stack) {
        Stack now = stack(stack);
        return new StackHead(stack, TENANT, now.name(), now.traversal(), now.action(), now.onFailure(), now.target(), now.approach(), now.deadline());
    }

    ClaimIntent intent(StackId stack, ReadyNode node) {
        return switch (node.kind()) {
            case UPDATE, CLEANUP -> changing(stack, node);
            case CHECK -> visiting(node, ResourceAction.CHECK);
            case SUSPEND -> visiting(node, ResourceAction.SUSPEND);
            case RESUME -> visiting(node, ResourceAction.RESUME);
            case SNAPSHOT -> visiting(node, ResourceAction.SNAPSHOT);
        };
    }

    private static ClaimIntent visiting(ReadyNode node, ResourceAction action) {
        return ((Decision.Begin) Decide.visit(node, action)).intent();
    }

    private ClaimIntent changing(StackId stack, ReadyNode node) {
        Optional<PlannedDefinition> definition = Optional.ofNullable(wanted.get(stack).get(node.name())).filter(_ -> node.kind() == NodeKind.UPDATE);
        List<Integer> requires = definition.map(d -> store.claims().current(stack, d.dependencies()).values().stream().map(c -> c.no()).sorted().toList())
                .orElse(List.of());
        ResourceAction action = node.kind() == NodeKind.CLEANUP ? ResourceAction.DELETE
                : node.inputHash().isEmpty() ? ResourceAction.CREATE : ResourceAction.UPDATE;
        ObjectNode args = JsonNodeFactory.instance.objectNode().put("definition", definition.map(PlannedDefinition::hash).orElse(""));
        return new ClaimIntent(node.no(), node.version(), node.node(), action, true, args, requires, definition.map(PlannedDefinition::hash),
                DeletionPolicy.DELETE, Optional.empty(), false);
    }

    void park(ClaimedAction action, Duration due) {
        store.claims().park(waiting(action, due));
    }

    static Parking waiting(ClaimedAction action, Duration due) {
        return waiting(action.claim(), action, due);
    }

    static Parking waiting(Claim claim, ClaimedAction action, Duration due) {
        return new Parking(claim, Phase.WAIT, Optional.empty(), Optional.empty(), due, action.wake(), Effect.NONE, action.tries());
    }

    List<String> dueNames(StackId stack) {
        return store.claims().due(1000).stream().filter(d -> d.stack().equals(stack)).map(d -> row(stack, d.no()).name()).sorted().toList();
    }

    List<ClaimedAction> resumeDue(EngineId by) {
        List<DueAction> due = store.claims().due(1000);
        return store.claims().resume(by, due);
    }

    // ---- ends

    FinishResult finish(ClaimedAction... actions) {
        ClaimedAction first = actions[0];
        return store.finishes().finish(first.claim().stack(), first.traversal(), Arrays.stream(actions).map(this::success).toList());
    }

    Finished success(ClaimedAction action) {
        if (action.action() == ResourceAction.DELETE) {
            return new Finished(action.claim(), Optional.empty(), Optional.empty(), Optional.empty(), "gone");
        }
        if (action.action() == ResourceAction.CHECK || action.action() == ResourceAction.SUSPEND || action.action() == ResourceAction.RESUME) {
            return new Finished(action.claim(), Optional.empty(), Optional.empty(), action.inputHash(), "visited");
        }
        if (action.action() == ResourceAction.SNAPSHOT) {
            return new Finished(action.claim(), Optional.empty(), Optional.empty(), action.inputHash(), "kept", Optional.of(data(action)), Optional.empty(), List.of());
        }
        String id = "physical-" + action.claim().no();
        ObjectNode outputs = JsonNodeFactory.instance.objectNode().put("id", id);
        return new Finished(action.claim(), Optional.of(id), Optional.of(outputs), Optional.of(inputHash(action.args())), "state changed");
    }

    static ObjectNode data(ClaimedAction action) {
        return JsonNodeFactory.instance.objectNode().put("content", "of " + action.name());
    }

    static String inputHash(ObjectNode args) {
        return "input of " + args.path("definition").asText();
    }

    /** A success whose consequences wait for a hook. */
    FinishResult finishBefore(Hook hook, ClaimedAction action) {
        Finished plain = success(action);
        return store.finishes().finish(action.claim().stack(), action.traversal(),
                List.of(new Finished(plain.claim(), plain.physicalId(), plain.outputs(), plain.inputHash(), plain.reason(), Optional.empty(), Optional.of(hook), List.of())));
    }

    FinishResult fail(ClaimedAction action) {
        return fail(action, Effect.NONE, Optional.empty());
    }

    FinishResult fail(ClaimedAction action, Effect effect, Optional<String> physicalId) {
        Stack now = stack(action.claim().stack());
        return store.finishes().fail(new Failure(action.claim(), action.traversal(), action.node(), action.name() + " broke",
                "Resource " + action.action() + " failed: " + action.name(), effect, physicalId, List.of(), now.onFailure().during(now.action())));
    }

    /** Claims and finishes until nothing is ready. */
    void runAll(StackId stack) {
        for (List<ReadyNode> nodes = nodes(stack); !nodes.isEmpty(); nodes = nodes(stack)) {
            finish(claim(stack, words(nodes.getFirst())));
        }
    }

    void takeOver(ClaimedAction action) {
        store.engines().takeOver(heldBy(action.claim().engine()).stream().filter(h -> h.no() == action.claim().no()).toList());
    }

    /** All old tombstones, looked for a few rows at a time. Answers how many. */
    int purge(Duration keepFor) {
        int purged = 0;
        Optional<Swept.Place> place = Optional.empty();
        do {
            Purged some = store.resources().purge(keepFor, place, 2);
            purged += some.rows();
            place = some.next();
        } while (place.isPresent());
        return purged;
    }

    // ---- what is seen

    /** What the engine holds according to the rows, read a few at a time. */
    List<Held> heldBy(EngineId engine) {
        List<Held> found = new ArrayList<>();
        Optional<Swept.Place> place = Optional.empty();
        do {
            Swept swept = store.engines().sweep(engine, place, 2);
            swept.found().stream().filter(h -> h.engine().equals(engine)).forEach(found::add);
            place = swept.next();
        } while (place.isPresent());
        return found;
    }

    List<ResourceView> rows(StackId stack) {
        return store.resources().list(stack);
    }

    ResourceView row(StackId stack, int no) {
        return rows(stack).stream().filter(r -> r.no() == no).findAny().orElseThrow();
    }

    /** The current copy. */
    ResourceView row(StackId stack, String name) {
        return rows(stack).stream().filter(r -> r.name().equals(name) && r.current()).findAny().orElseThrow();
    }

    ResourceView row(Claim claim) {
        return row(claim.stack(), claim.no());
    }

    List<Event> events(StackId stack) {
        return store.events().after(stack, Cursor.START, 10_000);
    }

    /** The reasons of a resource's events, in order. */
    List<String> reasons(StackId stack, String resource) {
        return events(stack).stream().filter(e -> e.name().equals(resource) && e.resource().isPresent()).map(Event::reason).toList();
    }

    /** {@code "web CREATE_IN_PROGRESS"}, in order. */
    List<String> told(StackId stack) {
        return events(stack).stream().map(e -> e.name() + " " + e.action() + "_" + e.status()).toList();
    }

    Picture picture(StackId stack) {
        return new Picture(stack(stack), rows(stack), ready(stack), events(stack));
    }
}
