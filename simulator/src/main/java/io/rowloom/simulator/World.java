package io.rowloom.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.google.common.collect.Maps;
import io.rowloom.event.Cursor;
import io.rowloom.event.Event;
import io.rowloom.memory.MemoryStore;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.resource.HookResult;
import io.rowloom.resource.Interventions;
import io.rowloom.resource.MarkResult;
import io.rowloom.resource.ResourceView;
import io.rowloom.resource.SignalResult;
import io.rowloom.snapshot.Snapshot;
import io.rowloom.stack.NewStack;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.stack.StackState;
import io.rowloom.stack.Status;
import io.rowloom.stack.SubmitResult;
import io.rowloom.store.Store;
import io.rowloom.template.Adoption;
import io.rowloom.template.Target;
import io.rowloom.template.TemplateInput;
import io.rowloom.template.TemplateSource;
import io.rowloom.template.Templates;
import io.rowloom.template.rule.Hook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * A small world: users, workers, a store, a provider. Everything happens in steps, in an order that the seed decides. A scenario submits, lets some steps pass,
 * interferes, lets everything come to rest, and looks at rows and reality.
 */
public final class World implements AutoCloseable {
    private static final String TENANT = "sim";
    private static final Duration LONG_ENOUGH = Duration.ofHours(2);
    private static final int MOST_STEPS = 500_000;

    private final RandomGenerator random;
    private final Steps steps;
    private final Store store;
    private final Reality reality = new Reality();
    private final Faults faults;
    private final PluginFaults pluginFaults;
    private final ResourceTypes types;
    private final Workers workers;
    private final Ledger ledger = new Ledger();
    private final Map<String, Model> kept = new HashMap<>();
    private OnFailure onFailure = OnFailure.ROLLBACK;
    private Optional<Duration> timeout = Optional.empty();
    private String environment = "";

    private World(long seed) {
        random = new SplittableRandom(seed);
        steps = new Steps(random);
        store = new MemoryStore(steps::instant);
        faults = new Faults(random);
        pluginFaults = new PluginFaults(random);
        types = ResourceTypes.of(new ThingType(false, reality, steps, pluginFaults), new ThingType(true, reality, steps, pluginFaults));
        workers = new Workers(steps, new FaultyStore(store, steps, faults), types, random);
    }

    /** The same seed and the same calls give the same run. */
    public static World seeded(long seed) {
        return new World(seed);
    }

    /** Starts that many workers; further calls start more. */
    public World workers(int count) {
        for (int i = 0; i < count; i++) {
            workers.start();
        }
        return this;
    }

    /** From now on failures of newly created stacks come to this. */
    public World onFailure(OnFailure setting) {
        onFailure = setting;
        return this;
    }

    /** From now on newly created stacks have this much time for each request. */
    public World timeout(Duration setting) {
        timeout = Optional.of(setting);
        return this;
    }

    /** From now on users hand in this environment with each template. */
    public World environment(String text) {
        environment = text;
        return this;
    }

    /** Creates the stack, or updates it when it is there. */
    public SubmitResult submit(String stack, String... resources) {
        return submit(stack, Model.of(resources));
    }

    public SubmitResult submit(String stack, Model model) {
        Optional<Stack> existing = store.stacks().find(TENANT, stack);
        return existing.isPresent() ? update(existing.get(), model) : create(stack, model);
    }

    private SubmitResult create(String stack, Model model) {
        SubmitResult result = store.stacks().create(new NewStack(new StackId(uuid()), TENANT, stack, uuid(), stored(stack, model), onFailure, timeout));
        store.hints().announce();
        return ledger.enter(result, model);
    }

    /** An update by a user who saw the stack as {@code seen}. */
    public SubmitResult update(Stack seen, Model model) {
        Request request = Request.of(uuid(), new Request.Goal.Update(stored(seen.name(), model)));
        SubmitResult result = store.stacks().submit(seen.id(), seen.traversal(), request);
        store.hints().announce();
        return ledger.enter(result, model);
    }

    /** Makes a stack that takes over what another one left.
     *
     * @param ids physical ids by the names of resources
     */
    public SubmitResult adopt(String stack, Map<String, String> ids, String... resources) {
        Model model = Model.of(resources);
        Map<String, Adoption> adoptions = Maps.transformValues(ids, id -> new Adoption(id, JsonNodeFactory.instance.objectNode()));
        String target = store.targets().store(accepted(stack, model).adopting(adoptions));
        SubmitResult result = store.stacks().create(new NewStack(new StackId(uuid()), TENANT, stack, uuid(), target, onFailure, timeout, true));
        store.hints().announce();
        return ledger.enter(result, model);
    }

    private Target accepted(String stack, Model model) {
        List<TemplateSource> environments = environment.isEmpty() ? List.of() : List.of(new TemplateSource("environment", environment));
        return Templates.accept(new TemplateInput(new TemplateSource(stack, model.template()), environments, Map.of()), types);
    }

    private String stored(String stack, Model model) {
        return store.targets().store(accepted(stack, model));
    }

    public SubmitResult delete(String stack) {
        return request(stack, new Request.Goal.Delete());
    }

    /** The stack goes; what it made stays. */
    public SubmitResult abandon(String stack) {
        return request(stack, new Request.Goal.Abandon());
    }

    /** Takes a snapshot under the name. */
    public SubmitResult snapshot(String stack, String name) {
        Model now = promised(stack(stack).id());
        SubmitResult result = request(stack, new Request.Goal.Snapshot(uuid(), name));
        if (result instanceof SubmitResult.Accepted) {
            kept.put(name, now);
        }
        return result;
    }

    /** Goes back to the newest snapshot of the name. */
    public SubmitResult restore(String stack, String name) {
        Snapshot snapshot = snapshots(stack).stream().filter(s -> s.name().equals(name)).reduce((_, newer) -> newer)
                .orElseThrow(() -> new AssertionError("there is no snapshot " + name));
        return ledger.enter(request(stack, new Request.Goal.Restore(snapshot.id())), Optional.ofNullable(kept.get(name)).orElseThrow());
    }

    public List<Snapshot> snapshots(String stack) {
        return store.snapshots().list(stack(stack).id());
    }

    public SubmitResult rollback(String stack) {
        return request(stack, new Request.Goal.Rollback());
    }

    public SubmitResult cancel(String stack) {
        Stack now = stack(stack);
        return store.stacks().cancel(now.id(), now.traversal());
    }

    public SubmitResult check(String stack) {
        return request(stack, new Request.Goal.Check());
    }

    public SubmitResult suspend(String stack) {
        return request(stack, new Request.Goal.Suspend());
    }

    public SubmitResult resume(String stack) {
        return request(stack, new Request.Goal.Resume());
    }

    /** An update that compares every resource with reality. */
    public SubmitResult converge(String stack, String... resources) {
        Model model = Model.of(resources);
        return ledger.enter(request(stack, new Request.Goal.Converge(stored(stack, model))), model);
    }

    /** Marks the current copy of a resource, which nobody may be working on. */
    public MarkResult mark(String stack, String resource, Interventions.Health health) {
        ResourceView row = row(stack, resource).orElseThrow();
        return store.interventions().mark(stack(stack).id(), row.no(), row.version(), health, "marked by a user");
    }

    public HookResult clear(String stack, String resource, Hook hook) {
        HookResult result = store.interventions().clear(stack(stack).id(), resource, hook);
        store.hints().announce();
        return result;
    }

    /** Sends a signal, perhaps once more. */
    public SignalResult signal(String stack, String resource, UUID id) {
        SignalResult result = store.interventions().signal(stack(stack).id(), resource, id, NullNode.instance);
        store.hints().announce();
        return result;
    }

    /** What waits for a hook: {@code "A pre-create"}, sorted. */
    public List<String> held(String stack) {
        return store.resources().list(stack(stack).id()).stream().flatMap(row -> row.heldBy().stream().map(hook -> row.name() + " " + hook.word())).sorted().toList();
    }

    private SubmitResult request(String stack, Request.Goal goal) {
        Stack now = stack(stack);
        SubmitResult result = store.stacks().submit(now.id(), now.traversal(), Request.of(uuid(), goal));
        store.hints().announce();
        return result;
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** The worker stops dead, between any two of its steps. */
    public World kill(String worker) {
        workers.kill(worker);
        return this;
    }

    /** The worker stands still, then goes on as if nothing had happened. */
    public World pause(String worker, Duration time) {
        workers.pause(worker, time);
        return this;
    }

    /** The worker is told to end properly. */
    public World drain(String worker) {
        workers.drain(worker);
        return this;
    }

    /** From now on store calls and their answers are lost at this rate, and resource types fail for a while at this rate. */
    public World trouble(double storeLoss, double pluginFailures) {
        faults.lose(storeLoss);
        pluginFaults.retryable(pluginFailures);
        return this;
    }

    /** From now on the n-th call of a store verb is lost before it arrives. Verbs are named like {@code Claims.park}. */
    public World loseRequest(String verb, int n) {
        faults.loseOne(Faults.Half.REQUEST, verb, n);
        return this;
    }

    /** From now on the n-th call of a store verb is committed, and its answer is lost. */
    public World loseAnswer(String verb, int n) {
        faults.loseOne(Faults.Half.ANSWER, verb, n);
        return this;
    }

    /** No hint arrives any more, until things settle. */
    public World loseHints() {
        faults.loseHints();
        return this;
    }

    /** How often the workers called each store verb. */
    public Map<String, Integer> storeCalls() {
        return faults.calls();
    }

    /** What all workers together counted under the name of a meter. */
    public int counted(String meter) {
        return workers.counted(meter);
    }

    public List<String> liveWorkers() {
        return workers.live();
    }

    /** How many steps there were so far. */
    public long stepCount() {
        return steps.count();
    }

    /** Lets that many steps happen. */
    public World steps(int count) {
        steps.direct(() -> {
            for (int i = 0; i < count; i++) {
                steps.step(LONG_ENOUGH.plus(steps.elapsed()));
            }
        });
        return this;
    }

    /** Lets steps happen until the condition holds, which is looked at after each step. Fails when it does not within two hours of virtual time. */
    public World until(BooleanSupplier condition) {
        return until(condition, EnumSet.allOf(Steps.Progress.class));
    }

    private World until(BooleanSupplier condition, Set<Steps.Progress> lookAfter) {
        Duration horizon = steps.elapsed().plus(LONG_ENOUGH);
        long end = steps.count() + MOST_STEPS;
        steps.direct(() -> {
            boolean holds = condition.getAsBoolean();
            while (!holds) {
                Steps.Progress progress = steps.step(horizon);
                holds = lookAfter.contains(progress) && condition.getAsBoolean();
                if (!holds && (progress == Steps.Progress.NOTHING_LEFT || steps.count() > end)) {
                    throw new AssertionError("it did not come to pass within " + LONG_ENOUGH + " and " + MOST_STEPS + " steps.\n" + describe());
                }
            }
        });
        return this;
    }

    /** Lets that much time pass, with all that happens in it. */
    public World pass(Duration time) {
        Duration end = steps.elapsed().plus(time);
        return until(() -> steps.elapsed().compareTo(end) >= 0, EnumSet.of(Steps.Progress.TIME_PASSED, Steps.Progress.NOTHING_LEFT));
    }

    /** Ends all trouble and lets everything come to rest: each stack ended, nothing claimed or open. */
    public World settle() {
        trouble(0, 0);
        return until(() -> stacks().stream().allMatch(s -> !s.inProgress() && quiet(s.id())), EnumSet.of(Steps.Progress.TIME_PASSED));
    }

    private boolean quiet(StackId stack) {
        return store.resources().list(stack).stream().allMatch(r -> r.engine().isEmpty() && r.phase().isEmpty());
    }

    public Stack stack(String name) {
        return store.stacks().find(TENANT, name).or(() -> stacks().stream().filter(s -> s.name().equals(name)).max(Comparator.comparing(Stack::createdAt)))
                .orElseThrow(() -> new AssertionError("there is no stack " + name));
    }

    public List<Stack> stacks() {
        return store.stacks().list(TENANT, true, 1000);
    }

    public StackState state(String stack) {
        return stack(stack).state();
    }

    public boolean ended(String stack) {
        return stack(stack).status() != Status.IN_PROGRESS;
    }

    /** The rows of a stack, without tombstones. */
    public List<ResourceView> rows(String stack) {
        return store.resources().list(stack(stack).id()).stream().filter(r -> !r.tombstone()).toList();
    }

    /** The row that stands for a name now. */
    public Optional<ResourceView> row(String stack, String name) {
        return rows(stack).stream().filter(r -> r.current() && r.name().equals(name)).findAny();
    }

    public List<Event> events(String stack) {
        return events(stack(stack).id());
    }

    List<Event> events(StackId stack) {
        return store.events().after(stack, Cursor.START, Integer.MAX_VALUE);
    }

    /** What a complete stack must have made real: the target that completed last. */
    Model promised(StackId stack) {
        return ledger.lastCompleted(stack, events(stack));
    }

    public Reality reality() {
        return reality;
    }

    public Store store() {
        return store;
    }

    public RandomGenerator random() {
        return random;
    }

    public Duration elapsed() {
        return steps.elapsed();
    }

    /** Everything that a person needs to see what went wrong. */
    public String describe() {
        List<String> lines = new ArrayList<>();
        lines.add("time " + steps.elapsed() + ", steps " + steps.count() + ", workers " + liveWorkers());
        for (Stack stack : stacks()) {
            lines.add("stack " + stack.name() + " " + stack.state() + " traversal " + stack.traversal() + " planned " + stack.planned() + " pending " + stack.pending()
                    + " reason " + stack.reason());
            store.resources().list(stack.id()).forEach(r -> lines.add("  " + r));
            store.events().after(stack.id(), Cursor.START, Integer.MAX_VALUE).forEach(e -> lines.add("    " + e.at() + " t" + e.traversal() + " "
                    + e.name() + e.resource() + " " + e.action() + "_" + e.status() + " fence " + e.fence() + " " + e.reason()));
        }
        lines.add("reality: " + reality.things());
        reality.log().forEach(l -> lines.add("  " + l));
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        steps.close();
    }
}
