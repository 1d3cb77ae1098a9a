package io.rowloom.simulator;

import com.fasterxml.jackson.databind.node.NullNode;
import io.rowloom.event.Cursor;
import io.rowloom.event.Event;
import io.rowloom.limit.Scope;
import io.rowloom.memory.Rows;
import io.rowloom.lock.LockScope;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.preview.Preview;
import io.rowloom.resource.HookResult;
import io.rowloom.resource.Interventions;
import io.rowloom.resource.MarkResult;
import io.rowloom.resource.ResourceView;
import io.rowloom.resource.SignalResult;
import io.rowloom.snapshot.Snapshot;
import io.rowloom.snapshot.DeleteResult;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.stack.StackState;
import io.rowloom.stack.Status;
import io.rowloom.stack.SubmitResult;
import io.rowloom.store.Hint;
import io.rowloom.store.Store;
import io.rowloom.template.rule.Hook;
import io.rowloom.worker.ClaimOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
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
    private static final Duration LONG_ENOUGH = Duration.ofHours(2);
    private static final int MOST_STEPS = 500_000;
    /** The reason that users give. */
    static final String MARKED = "marked by a user";
    private static final int MOST_HELP = 1_000;
    /** When everything that could happen at a moment has happened: no engine is between a look and the write that follows from it. */
    private static final Set<Steps.Progress> BETWEEN_MOMENTS = EnumSet.of(Steps.Progress.TIME_PASSED, Steps.Progress.NOTHING_LEFT);

    private final RandomGenerator random;
    private final Steps steps;
    private final Chronicle chronicle;
    private final Witness witness;
    private final Store store;
    private final Reality reality;
    private final Faults faults;
    private final Network network;
    private final Workers workers;
    private final Ledger ledger;
    private final Users users;

    private World(long seed, int order, Backing.Factory backing) {
        random = new SplittableRandom(seed + 31L * order);
        steps = new Steps(random);
        chronicle = new Chronicle(steps::elapsed, () -> steps.currentProcess().map(p -> p.name).orElse(Chronicle.USER));
        witness = new Witness(backing.at(steps::instant), chronicle);
        store = witness.store();
        reality = new Reality(witness, chronicle);
        Dice dice = new Dice(seed);
        faults = new Faults(dice);
        network = new Network(steps);
        PluginFaults pluginFaults = new PluginFaults(faults, dice);
        ResourceTypes types = ResourceTypes.of(new ThingType(false, reality, steps, pluginFaults, network), new ThingType(true, reality, steps, pluginFaults, network));
        workers = new Workers(steps, FaultyStore.of(store, steps, faults, chronicle), types, random);
        ledger = new Ledger(witness);
        users = new Users(store, types, ledger, witness, random);
    }

    /** The same seed and the same calls give the same run. */
    public static World seeded(long seed) {
        return on(Backing::memory, seed, 0);
    }

    /** A world on another store. {@code order}: another number is another order of steps, with the same trouble. */
    public static World on(Backing.Factory backing, long seed, int order) {
        return new World(seed, order, backing);
    }

    /** Starts that many workers; further calls start more. */
    public World workers(int count) {
        for (int i = 0; i < count; i++) {
            workers.start();
        }
        return this;
    }

    /** Workers that are started from now on have a lock service, which works, and ask it before they claim. */
    public World locking(LockScope scope) {
        workers.locking(scope);
        return this;
    }

    /** Workers that are started from now on keep sessions in a membership service, which works. */
    public World watching() {
        workers.watching();
        return this;
    }

    /** From now on the membership service does this. */
    public World membership(MembershipService service) {
        chronicle.say("membership", service.name(), "");
        workers.membership().now(service);
        return this;
    }

    /** Workers that are started from now on claim what falls to them by affinity first. */
    public World affinity() {
        workers.claimOrder(ClaimOrder.AFFINITY);
        return this;
    }

    /** From now on the lock service does this. What it granted before is forgotten. */
    public World locks(LockService service) {
        chronicle.say("locks", service.name(), "");
        workers.locks().now(service);
        return this;
    }

    /** From now on failures of newly created stacks come to this. */
    public World onFailure(OnFailure setting) {
        users.onFailure(setting);
        return this;
    }

    /** From now on newly created stacks have this much time for each request. */
    public World timeout(Duration setting) {
        users.timeout(setting);
        return this;
    }

    /** From now on each request of an existing stack sets this much time, instead of leaving what was set before. */
    public World patience(Duration setting) {
        users.patience(setting);
        return this;
    }

    /** From now on users hand in this environment with each template. */
    public World environment(String text) {
        users.environment(text);
        return this;
    }

    /** Creates the stack, or updates it when it is there. */
    public SubmitResult submit(String stack, String... resources) {
        return submit(stack, Model.of(resources));
    }

    public SubmitResult submit(String stack, Model model) {
        return users.submit(stack, model);
    }

    /** The same, by a user who does not get the answer and sends the request once more. Answers what came the second time. */
    public SubmitResult submitTwice(String stack, Model model) {
        return users.submitTwice(stack, model);
    }

    /** An update by a user who saw the stack as {@code seen}. */
    public SubmitResult update(Stack seen, Model model) {
        return users.update(seen, model);
    }

    /**
     * Makes a stack that takes over what another one left.
     *
     * @param ids physical ids by the names of resources
     */
    public SubmitResult adopt(String stack, Map<String, String> ids, String... resources) {
        return users.adopt(stack, ids, Model.of(resources));
    }

    /** What an update to the model would do now; empty when the stack is not there. */
    public Optional<Preview> preview(String stack, Model model) {
        return users.preview(stack, model);
    }

    public SubmitResult delete(String stack) {
        return users.request(stack(stack), new Request.Goal.Delete());
    }

    /** The stack goes; what it made stays. */
    public SubmitResult abandon(String stack) {
        return users.request(stack(stack), new Request.Goal.Abandon());
    }

    /** Takes a snapshot under the name. */
    public SubmitResult snapshot(String stack, String name) {
        Stack seen = stack(stack);
        return users.snapshot(seen, name, requested(seen.id()));
    }

    /** Goes back to the newest snapshot of the name. */
    public SubmitResult restore(String stack, String name) {
        return users.restore(stack(stack), name);
    }

    /** Goes back to the newest snapshot that a user took, if there is one. */
    public SubmitResult restore(String stack) {
        return users.restore(stack(stack));
    }

    /** Forgets the newest snapshot that a user took; empty when there is none. */
    public Optional<DeleteResult> forget(String stack) {
        return snapshots(stack).stream().filter(snapshot -> kept(snapshot).isPresent()).reduce((_, newer) -> newer)
                .map(snapshot -> store.snapshots().delete(snapshot.stack(), snapshot.id()));
    }

    public List<Snapshot> snapshots(String stack) {
        return store.snapshots().list(stack(stack).id());
    }

    public SubmitResult rollback(String stack) {
        return users.request(stack(stack), new Request.Goal.Rollback());
    }

    public SubmitResult cancel(String stack) {
        return users.cancel(stack(stack));
    }

    public SubmitResult check(String stack) {
        return users.request(stack(stack), new Request.Goal.Check());
    }

    public SubmitResult suspend(String stack) {
        return users.request(stack(stack), new Request.Goal.Suspend());
    }

    public SubmitResult resume(String stack) {
        return users.request(stack(stack), new Request.Goal.Resume());
    }

    /** An update that compares every resource with reality. */
    public SubmitResult converge(String stack, String... resources) {
        return users.converge(stack(stack), Model.of(resources));
    }

    /** Says that both requests were made by users who saw the same stack. */
    public void expectOneAccepted(SubmitResult one, SubmitResult other) {
        if (other instanceof SubmitResult.Accepted || one instanceof SubmitResult.Accepted && !(other instanceof SubmitResult.Conflict)) {
            witness.found(Check.TOLD, one + " and " + other);
        }
    }

    /** Marks the current copy of a resource, which nobody may be working on. */
    public MarkResult mark(String stack, String resource, Interventions.Health health) {
        ResourceView row = row(stack, resource).orElseThrow();
        return store.interventions().mark(stack(stack).id(), row.no(), row.version(), health, MARKED);
    }

    public HookResult clear(String stack, String resource, Hook hook) {
        HookResult result = store.interventions().clear(stack(stack).id(), resource, hook);
        store.hints().announce(Hint.ANYTHING);
        return result;
    }

    /** Sends a signal, perhaps once more. */
    public SignalResult signal(String stack, String resource, UUID id) {
        SignalResult result = store.interventions().signal(stack(stack).id(), resource, id, NullNode.instance);
        store.hints().announce(Hint.ANYTHING);
        return result;
    }

    /** There is a thing that no stack made. */
    public World outside(String id) {
        reality.outside(id);
        return this;
    }

    /** What waits for a hook: {@code "A pre-create"}, sorted. */
    public List<String> held(String stack) {
        return store.resources().list(stack(stack).id()).stream().flatMap(row -> row.heldBy().stream().map(hook -> row.name() + " " + hook.word())).sorted().toList();
    }

    /** How many things of the usual type may be worked on at once, in all stacks. 0: any number. */
    public World limitThings(int most) {
        return limit(new Scope.OfType(ThingType.NAME), most);
    }

    /** How many resources of a stack may be worked on at once. 0: any number. */
    public World limit(String stack, int most) {
        return limit(new Scope.OfStack(stack(stack).id()), most);
    }

    private World limit(Scope scope, int most) {
        if (most == 0) {
            store.limits().remove(scope);
        } else {
            store.limits().set(scope, most);
        }
        store.hints().announce(Hint.ANYTHING);
        return this;
    }

    /** The worker stops dead, between any two of its steps. */
    public World kill(String worker) {
        chronicle.say(worker, "killed", "");
        workers.kill(worker);
        return this;
    }

    /** The worker stands still, then goes on as if nothing had happened. */
    public World pause(String worker, Duration time) {
        chronicle.say(worker, "paused", "for " + time);
        workers.pause(worker, time);
        return this;
    }

    /** The worker that takes the step of this number stops dead right after it. This or {@link #pauseAtStep} can be asked for once. */
    public World killAtStep(long step) {
        steps.strikeAt(step, steps::kill);
        return this;
    }

    /** The worker that takes the step of this number stands still right after it, then goes on. */
    public World pauseAtStep(long step, Duration time) {
        steps.strikeAt(step, worker -> steps.pause(worker, time));
        return this;
    }

    /** The worker is told to end properly. */
    public World drain(String worker) {
        chronicle.say(worker, "told to end", "");
        workers.drain(worker);
        return this;
    }

    /** From now on store calls and their answers are lost at this rate, and resource types fail for a while at this rate. */
    public World trouble(double storeLoss, double pluginFailures) {
        return trouble(Trouble.of(storeLoss, pluginFailures));
    }

    /** From now on things go wrong at these rates. */
    public World trouble(Trouble rates) {
        faults.now(rates);
        return this;
    }

    /** From now on the n-th call of a store verb is lost before it arrives. Verbs are named like {@code Claims.park}. */
    public World loseRequest(String verb, int n) {
        faults.loseOne(Faults.Loss.REQUEST, verb, n);
        return this;
    }

    /** From now on the n-th call of a store verb is committed, and its answer is lost. */
    public World loseAnswer(String verb, int n) {
        faults.loseOne(Faults.Loss.ANSWER, verb, n);
        return this;
    }

    /** From now on the n-th call of a store verb is committed, and run again since its answer was lost. */
    public World rerun(String verb, int n) {
        faults.loseOne(Faults.Loss.RERUN, verb, n);
        return this;
    }

    /** No hint arrives any more, until things settle. */
    public World loseHints() {
        Trouble now = faults.now();
        return trouble(new Trouble(now.lost(), now.rerun(), 1, now.retries(), now.failures(), now.late(), now.slow()));
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

    /** Lets that many steps happen, or fewer when nothing is left to happen. */
    public World steps(int count) {
        long end = steps.count() + count;
        if (count > 0) {
            steps.run(steps.elapsed().plus(LONG_ENOUGH), _ -> steps.count() >= end);
        }
        return this;
    }

    /** Lets steps happen until the condition holds, which is looked at now and after each step. Fails when it does not within two hours of virtual time. */
    public World until(BooleanSupplier condition) {
        return until(condition, EnumSet.allOf(Steps.Progress.class));
    }

    private World until(BooleanSupplier condition, Set<Steps.Progress> lookAfter) {
        long end = steps.count() + MOST_STEPS;
        boolean[] holds = {lookAfter.contains(Steps.Progress.RAN) && condition.getAsBoolean()};
        if (!holds[0]) {
            steps.run(steps.elapsed().plus(LONG_ENOUGH), progress -> {
                holds[0] = lookAfter.contains(progress) && condition.getAsBoolean();
                return holds[0] || steps.count() > end;
            });
        }
        if (!holds[0]) {
            throw new AssertionError("it did not come to pass within " + LONG_ENOUGH + " and " + MOST_STEPS + " steps.\n" + describe());
        }
        return this;
    }

    /** Lets that much time pass, with all that happens in it. */
    public World pass(Duration time) {
        Duration end = steps.elapsed().plus(time);
        steps.run(end, _ -> false);
        steps.pass(end);
        return this;
    }

    /** Ends all trouble and lets everything come to rest: each stack ended, nothing claimed or open, no call on its way. */
    public World settle() {
        trouble(Trouble.NONE);
        faults.forgetSingles();
        return until(this::atRest, BETWEEN_MOMENTS);
    }

    /** Like {@link #settle}; users clear every hook that something waits for, and send every signal. */
    public World settleWithHelp() {
        trouble(Trouble.NONE);
        faults.forgetSingles();
        Help help = new Help(store, random);
        for (int i = 0; i < MOST_HELP; i++) {
            until(() -> atRest() || help.needed(witness.rows()), BETWEEN_MOMENTS);
            if (!help.needed(witness.rows())) {
                return this;
            }
            help.give(witness.rows());
            pass(Duration.ofSeconds(1));
        }
        throw new AssertionError("it waits for hooks and signals again and again.\n" + describe());
    }

    private boolean atRest() {
        return network.idle() && witness.rows().stacks().values().stream().allMatch(World::quiet);
    }

    private static boolean quiet(Rows.OfStack stack) {
        return !stack.stack().inProgress() && stack.resources().values().stream().allMatch(Rows.Resource::free);
    }

    public Stack stack(String name) {
        return store.stacks().find(Users.TENANT, name).or(() -> stacks().stream().filter(s -> s.name().equals(name)).max(Comparator.comparing(Stack::createdAt)))
                .orElseThrow(() -> new AssertionError("there is no stack " + name));
    }

    public List<Stack> stacks() {
        return store.stacks().list(Users.TENANT, true, 1000);
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

    /** What the last accepted request leads to, if it has a target. */
    public Model requested(String stack) {
        return requested(stack(stack).id());
    }

    Model requested(StackId stack) {
        return ledger.lastRequested(stack, events(stack));
    }

    /** What a snapshot leads back to, if a user took it. */
    Optional<Model> kept(Snapshot snapshot) {
        return users.kept(snapshot.id());
    }

    Witness witness() {
        return witness;
    }

    /** From now on what happens is written down. */
    public World keepChronicle() {
        chronicle.keep();
        return this;
    }

    public Chronicle chronicle() {
        return chronicle;
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
