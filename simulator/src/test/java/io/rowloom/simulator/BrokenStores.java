package io.rowloom.simulator;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import io.rowloom.engine.EngineId;
import io.rowloom.limit.Scope;
import io.rowloom.memory.Rows;
import io.rowloom.memory.Rows.OfStack;
import io.rowloom.memory.Rows.Resource;
import io.rowloom.resource.Claim;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.ResourceView;
import io.rowloom.resource.StackHead;
import io.rowloom.resource.StackWork;
import io.rowloom.stack.Approach;
import io.rowloom.stack.StackId;
import io.rowloom.stack.SubmitResult;
import io.rowloom.traversal.Finished;
import io.rowloom.traversal.StackFinish;
import io.rowloom.traversal.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Stores that are broken in one thing, by verb or in what they show. */
final class BrokenStores {
    /** Stands in for a verb: {@code call} runs the real one with other arguments. */
    interface Doctor {
        Object call(Rows rows, List<Object> arguments, Verb real) throws Throwable;
    }

    interface Verb {
        Object run(List<Object> arguments) throws Throwable;
    }

    private BrokenStores() {}

    /** A store whose verb does what the doctor makes of it. */
    static Backing.Factory verb(String broken, Doctor doctor) {
        return clock -> {
            Backing whole = Backing.memory(clock);
            return new Backing(new InterceptedStore(whole.store(), (verb, arguments, call) -> {
                if (!verb.equals(broken)) {
                    return call.run(arguments);
                }
                return doctor.call(whole.rows().get(), arguments, call::run);
            }, whole.store().hints()), whole.rows());
        };
    }

    /** A store that shows its rows otherwise than they are. */
    static Backing.Factory rows(UnaryOperator<OfStack> shown) {
        return rows(Backing::memory, shown);
    }

    static Backing.Factory rows(Backing.Factory store, UnaryOperator<OfStack> shown) {
        return clock -> {
            Backing whole = store.at(clock);
            return new Backing(whole.store(), () -> new Rows(ImmutableMap.copyOf(Maps.transformValues(whole.rows().get().stacks(), shown::apply)), whole.rows().get().limits()));
        };
    }

    /** As if a claim within limits counted nothing. */
    static Backing.Factory claimsThatCountNothing() {
        return clock -> {
            Backing whole = Backing.memory(clock);
            return new Backing(new InterceptedStore(whole.store(), (verb, arguments, call) -> {
                if (!verb.equals("Claims.claimWithinLimits")) {
                    return call.run(arguments);
                }
                Map<Scope, Integer> limits = whole.rows().get().limits();
                limits.keySet().forEach(whole.store().limits()::remove);
                Object won = call.run(arguments);
                limits.forEach(whole.store().limits()::set);
                return won;
            }, whole.store().hints()), whole.rows());
        };
    }

    static Backing.Factory resources(UnaryOperator<Resource> shown) {
        return rows(s -> new OfStack(s.stack(), ImmutableSortedMap.copyOf(Maps.transformValues(s.resources(), shown::apply)), s.nodes(), s.events()));
    }

    /** As if the fence of a finish were not compared. */
    static Backing.Factory finishesWithoutFence() {
        return verb("Finishes.finish", (rows, arguments, real) -> {
            return real.run(List.of(BrokenStores.<StackFinish>list(arguments.getFirst()).stream()
                    .map(finish -> new StackFinish(finish.stack(), finish.traversal(), finish.rows().stream().map(f -> unfenced(rows, f)).toList())).toList()));
        });
    }

    private static Finished unfenced(Rows rows, Finished f) {
        return new Finished(current(rows, f.claim()), f.physicalId(), f.outputs(), f.inputHash(), f.reason());
    }

    private static Claim current(Rows rows, Claim claim) {
        ResourceView row = rows.stacks().get(claim.stack()).resources().get(claim.no()).view();
        return new Claim(claim.stack(), claim.no(), row.engine().orElse(claim.engine()), row.version());
    }

    /** As if the version of a claim were not compared. */
    static Backing.Factory claimsWithoutVersion() {
        return intents((rows, stack, i) -> new ClaimIntent(i.no(), rows.stacks().get(stack).resources().get(i.no()).view().version(), i.node(), i.action(),
                i.newGeneration(), i.args(), i.requires(), i.definition(), i.deletionPolicy(), i.refusal(), i.observe()));
    }

    /** As if other arguments were stored than those that were resolved. */
    static Backing.Factory claimsWithOtherArguments() {
        return intents((_, _, i) -> new ClaimIntent(i.no(), i.version(), i.node(), i.action(), i.newGeneration(), i.args().deepCopy().put("size", "9"),
                i.requires(), i.definition(), i.deletionPolicy(), i.refusal(), i.observe()));
    }

    private interface Intent {
        ClaimIntent of(Rows rows, StackId stack, ClaimIntent intent);
    }

    private static Backing.Factory intents(Intent doctor) {
        return verb("Claims.claim", (rows, arguments, real) -> {
            Map<StackHead, List<ClaimIntent>> doctored = new LinkedHashMap<>();
            ((Map<?, ?>) arguments.get(1)).forEach((stack, intents) -> doctored.put((StackHead) stack,
                    BrokenStores.<ClaimIntent>list(intents).stream().map(i -> doctor.of(rows, ((StackHead) stack).id(), i)).toList()));
            return real.run(List.of(arguments.getFirst(), doctored));
        });
    }

    /** What a verb that claims answers is not what it wrote. */
    static Backing.Factory answers(String verb, UnaryOperator<ClaimedAction> doctor) {
        return verb(verb, (_, arguments, real) -> BrokenStores.<ClaimedAction>list(real.run(arguments)).stream().map(doctor).toList());
    }

    static ClaimedAction withFence(ClaimedAction a, long fence) {
        return new ClaimedAction(a.stack(), new Claim(a.claim().stack(), a.claim().no(), a.claim().engine(), fence), a.traversal(), a.node(), a.name(), a.type(), a.action(),
                a.generation(), a.phase(), a.cookie(), a.physicalId(), a.args(), a.properties(), a.outputs(), a.inputHash(), a.reason(), a.attempts(), a.tries(), a.wake(), a.cancel(), a.kept(), a.rules());
    }

    static ClaimedAction withGeneration(ClaimedAction a, int generation) {
        return new ClaimedAction(a.stack(), a.claim(), a.traversal(), a.node(), a.name(), a.type(), a.action(), generation, a.phase(), a.cookie(), a.physicalId(), a.args(),
                a.properties(), a.outputs(), a.inputHash(), a.reason(), a.attempts(), a.tries(), a.wake(), a.cancel(), a.kept(), a.rules());
    }

    static ClaimedAction withSize(ClaimedAction a, String size) {
        return new ClaimedAction(a.stack(), a.claim(), a.traversal(), a.node(), a.name(), a.type(), a.action(), a.generation(), a.phase(), a.cookie(), a.physicalId(),
                a.args().deepCopy().put("size", size), a.properties(), a.outputs(), a.inputHash(), a.reason(), a.attempts(), a.tries(), a.wake(), a.cancel(), a.kept(), a.rules());
    }

    /** Whatever is external is adopted for good. */
    static ClaimedAction asTheStacksOwn(ClaimedAction a) {
        return withFence(a, a.claim().fence());
    }

    /** As if an abandon were a delete. */
    static Backing.Factory looksAtNoApproach() {
        return verb("Claims.ready", (_, arguments, real) -> real.run(arguments) instanceof List<?> works
                ? BrokenStores.<StackWork>list(works).stream().map(BrokenStores::trusting).toList() : Optional.empty());
    }

    private static StackWork trusting(StackWork work) {
        StackHead s = work.stack();
        return new StackWork(new StackHead(s.id(), s.tenant(), s.name(), s.traversal(), s.action(), s.onFailure(), s.target(), Approach.TRUST, s.deadline()), work.nodes(), work.limited());
    }

    /** Plans in which nothing waits for anything, from that traversal on. */
    static Backing.Factory plansWithoutOrder(int from) {
        return plans(plan -> plan.traversal() < from ? plan : new Plan(plan.traversal(), plan.nextNoRead(), plan.nextNo(), plan.visits(), plan.newRows(),
                plan.nodes().stream().map(n -> new Plan.Node(n.no(), n.resource(), n.kind(), 0, List.of())).toList()));
    }

    /** Plans that let the old copy of everything stay until there is a new one. */
    static Backing.Factory plansThatAlwaysCreateFirst() {
        return plans(plan -> new Plan(plan.traversal(), plan.nextNoRead(), plan.nextNo(),
                plan.visits().stream().map(v -> new Plan.Visit(v.no(), v.version(), v.holder(), v.current(), v.replacedBy(), v.cancel(), v.forget())).toList(),
                plan.newRows().stream().map(r -> new Plan.NewRow(r.no(), r.name(), r.type(), r.replaces())).toList(), plan.nodes()));
    }

    /** Other plans than those that engines write together. */
    private static Backing.Factory plans(UnaryOperator<Plan> other) {
        return verb("Plans.writeAll", (_, arguments, real) -> real.run(List.of(((Map<?, ?>) arguments.getFirst()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> other.apply((Plan) entry.getValue()))))));
    }

    /** Tells everybody that the request was accepted. */
    static Backing.Factory acceptsEverything() {
        return verb("Stacks.submit", (_, arguments, real) -> real.run(arguments) instanceof SubmitResult.Conflict(var now)
                ? new SubmitResult.Accepted(now.id(), now.traversal()) : real.run(arguments));
    }

    static Resource with(Resource r, long version, Optional<EngineId> engine, boolean current) {
        ResourceView v = r.view();
        ResourceView view = new ResourceView(v.no(), v.name(), v.type(), current, v.physicalId(), v.action(), v.status(), v.reason(), engine, v.claimedAt(), version,
                v.phase(), v.nextPollAt(), v.properties(), v.outputs(), v.drift(), v.required(), v.replaces(), v.replacedBy(), v.dirty(), v.heldBy(), v.createdAt(), v.updatedAt());
        return new Resource(view, r.claimTraversal(), r.claimNode(), r.generation(), r.cookie(), r.wake(), r.wakeSeen(), r.attempts(), r.tries(), r.cancel(), r.effect(),
                r.dirtyTraversal(), r.definitionHash(), r.inputHash(), r.replacement());
    }

    /** As if nothing ever waited for a hook. */
    static Resource unheld(Resource r) {
        ResourceView v = r.view();
        ResourceView view = new ResourceView(v.no(), v.name(), v.type(), v.current(), v.physicalId(), v.action(), v.status(), v.reason(), v.engine(), v.claimedAt(),
                v.version(), v.phase(), v.nextPollAt(), v.properties(), v.outputs(), v.drift(), v.required(), v.replaces(), v.replacedBy(), v.dirty(), Optional.empty(), v.createdAt(), v.updatedAt());
        return new Resource(view, r.claimTraversal(), r.claimNode(), r.generation(), r.cookie(), r.wake(), r.wakeSeen(), r.attempts(), r.tries(), r.cancel(), r.effect(),
                r.dirtyTraversal(), r.definitionHash(), r.inputHash(), r.replacement());
    }

    static Resource requiring(Resource r, List<Integer> required) {
        ResourceView v = r.view();
        ResourceView view = new ResourceView(v.no(), v.name(), v.type(), v.current(), v.physicalId(), v.action(), v.status(), v.reason(), v.engine(), v.claimedAt(),
                v.version(), v.phase(), v.nextPollAt(), v.properties(), v.outputs(), v.drift(), required, v.replaces(), v.replacedBy(), v.dirty(), v.heldBy(), v.createdAt(), v.updatedAt());
        return new Resource(view, r.claimTraversal(), r.claimNode(), r.generation(), r.cookie(), r.wake(), r.wakeSeen(), r.attempts(), r.tries(), r.cancel(), r.effect(),
                r.dirtyTraversal(), r.definitionHash(), r.inputHash(), r.replacement());
    }

    static Resource clean(Resource r) {
        return new Resource(r.view(), r.claimTraversal(), r.claimNode(), r.generation(), r.cookie(), r.wake(), r.wakeSeen(), r.attempts(), r.tries(), r.cancel(), r.effect(),
                0, r.definitionHash(), r.inputHash(), r.replacement());
    }

    static EngineId somebody() {
        return new EngineId(UUID.randomUUID());
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> list(Object list) {
        return (List<T>) list;
    }
}
