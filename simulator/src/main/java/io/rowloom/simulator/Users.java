package io.rowloom.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.common.collect.Maps;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.preview.Preview;
import io.rowloom.preview.Previewing;
import io.rowloom.snapshot.Snapshot;
import io.rowloom.stack.NewStack;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.stack.SubmitResult;
import io.rowloom.stack.Tags;
import io.rowloom.store.Hint;
import io.rowloom.store.Store;
import io.rowloom.template.Adoption;
import io.rowloom.template.Blueprint;
import io.rowloom.template.Target;
import io.rowloom.template.TemplateInput;
import io.rowloom.template.TemplateSource;
import io.rowloom.template.Templates;
import io.rowloom.value.Fingerprint;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The users of a world, as the command line would act for them: check, store the target, submit, give a hint. What is accepted goes into the ledger. */
final class Users {
    static final String TENANT = "sim";

    private final Store store;
    private final ResourceTypes types;
    private final Ledger ledger;
    private final Witness witness;
    private final RandomGenerator random;
    /** By environment and template: to read one is a fifth of a run, and users come back to the same. */
    private final Map<String, Target> targets = new HashMap<>();
    /** What snapshots lead back to. */
    private final Map<UUID, Model> kept = new HashMap<>();
    private OnFailure onFailure = OnFailure.ROLLBACK;
    private Optional<Duration> timeout = Optional.empty();
    private Optional<Duration> patience = Optional.empty();
    private String environment = "";

    Users(Store store, ResourceTypes types, Ledger ledger, Witness witness, RandomGenerator random) {
        this.store = store;
        this.types = types;
        this.ledger = ledger;
        this.witness = witness;
        this.random = random;
    }

    void onFailure(OnFailure setting) {
        onFailure = setting;
    }

    void timeout(Duration setting) {
        timeout = Optional.of(setting);
    }

    void patience(Duration setting) {
        patience = Optional.of(setting);
    }

    void environment(String text) {
        environment = text;
    }

    SubmitResult submit(String stack, Model model) {
        return ledger.enter(sending(stack, model).get(), model);
    }

    /** A request that was accepted is accepted again, as the same. */
    SubmitResult submitTwice(String stack, Model model) {
        Supplier<SubmitResult> request = sending(stack, model);
        SubmitResult first = request.get();
        SubmitResult second = request.get();
        if (first instanceof SubmitResult.Accepted && !first.equals(second)) {
            witness.found(Check.TOLD, "the same request sent twice: " + first + ", then " + second);
        }
        return ledger.enter(second, model);
    }

    private Supplier<SubmitResult> sending(String stack, Model model) {
        Optional<Stack> existing = store.stacks().find(TENANT, stack);
        if (existing.isPresent()) {
            Request request = request(new Request.Goal.Update(stored(stack, model)));
            return () -> sent(existing.get(), request);
        }
        NewStack created = new NewStack(new StackId(uuid()), TENANT, stack, uuid(), target(stack, model), onFailure, timeout);
        return () -> {
            SubmitResult result = store.stacks().create(created);
            store.hints().announce(Hint.REQUESTS);
            return result;
        };
    }

    /** @param ids physical ids by the names of resources */
    SubmitResult adopt(String stack, Map<String, String> ids, Model model) {
        Map<String, Adoption> adoptions = Maps.transformValues(ids, id -> new Adoption(id, JsonNodeFactory.instance.objectNode()));
        Target target = target(stack, model).adopting(adoptions);
        SubmitResult result = store.stacks().create(new NewStack(new StackId(uuid()), TENANT, stack, uuid(), target, onFailure, timeout, true, Tags.NONE));
        store.hints().announce(Hint.REQUESTS);
        return ledger.enter(result, model);
    }

    /** @param now the target of the stack, which is what the snapshot leads back to */
    SubmitResult snapshot(Stack seen, String name, Model now) {
        UUID id = uuid();
        SubmitResult result = request(seen, new Request.Goal.Snapshot(id, name));
        if (result instanceof SubmitResult.Accepted) {
            kept.put(id, now);
        }
        return result;
    }

    /** To the newest snapshot of the name. */
    SubmitResult restore(Stack seen, String name) {
        return restore(seen, store.snapshots().list(seen.id()).stream().filter(s -> s.name().equals(name)).reduce((_, newer) -> newer)
                .orElseThrow(() -> new AssertionError("there is no snapshot " + name)).id());
    }

    /** To the newest snapshot that a user took; to one that never was, where there is none. */
    SubmitResult restore(Stack seen) {
        return restore(seen, store.snapshots().list(seen.id()).stream().map(Snapshot::id).filter(kept::containsKey).reduce((_, newer) -> newer).orElseGet(this::uuid));
    }

    private SubmitResult restore(Stack seen, UUID snapshot) {
        return ledger.enter(request(seen, new Request.Goal.Restore(snapshot)), kept.getOrDefault(snapshot, Model.of()));
    }

    /** What a snapshot of a user's leads back to. */
    Optional<Model> kept(UUID snapshot) {
        return Optional.ofNullable(kept.get(snapshot));
    }

    SubmitResult update(Stack seen, Model model) {
        return ledger.enter(sent(seen, request(new Request.Goal.Update(stored(seen.name(), model)))), model);
    }

    SubmitResult converge(Stack seen, Model model) {
        return ledger.enter(sent(seen, request(new Request.Goal.Converge(stored(seen.name(), model)))), model);
    }

    /** What an update to the model would do now; empty when the stack is not there. */
    Optional<Preview> preview(String stack, Model model) {
        Fingerprint fingerprint = Fingerprint.unkeyed();
        return store.stacks().find(TENANT, stack).flatMap(found -> store.resources().preview(found.id()))
                .map(view -> Previewing.update(view, Blueprint.of(target(stack, model), types, fingerprint), types, fingerprint));
    }

    SubmitResult request(Stack seen, Request.Goal goal) {
        return sent(seen, request(goal));
    }

    SubmitResult cancel(Stack seen) {
        return store.stacks().cancel(seen.id(), seen.traversal());
    }

    private Request request(Request.Goal goal) {
        return new Request(uuid(), goal, Optional.empty(), patience, Optional.empty());
    }

    private SubmitResult sent(Stack seen, Request request) {
        SubmitResult result = store.stacks().submit(seen.id(), seen.traversal(), request);
        store.hints().announce(Hint.REQUESTS);
        return result;
    }

    private String stored(String stack, Model model) {
        return store.targets().store(target(stack, model));
    }

    private Target target(String stack, Model model) {
        List<TemplateSource> environments = Stream.of(environment, model.environment()).filter(text -> !text.isEmpty()).map(text -> new TemplateSource("environment", text)).toList();
        return targets.computeIfAbsent(environment + "\n" + model.environment() + "\n" + model.template(),
                _ -> Templates.accept(new TemplateInput(new TemplateSource(stack, model.template()), environments, Map.of()), types));
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
