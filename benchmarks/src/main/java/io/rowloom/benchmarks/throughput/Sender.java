package io.rowloom.benchmarks.throughput;

import io.rowloom.plugin.ResourceTypes;
import io.rowloom.stack.NewStack;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.stack.SubmitResult;
import io.rowloom.store.Hint;
import io.rowloom.store.Store;
import io.rowloom.template.TemplateInput;
import io.rowloom.template.Templates;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sends requests about the stacks of a workload, each as a user's command does: reads the template, submits, and gives a hint. Many stacks have several senders. */
final class Sender {
    private static final int SENDERS = 4;

    private final Store store;
    private final ResourceTypes types;
    private final String tenant;
    private final List<StackId> stacks;

    Sender(Store store, ResourceTypes types, String tenant, int stacks) {
        SecureRandom random = new SecureRandom();
        this.store = store;
        this.types = types;
        this.tenant = tenant;
        this.stacks = IntStream.range(0, stacks).mapToObj(_ -> StackId.create(Clock.systemUTC(), random)).toList();
    }

    /** Of one stack. */
    StackId only() {
        return stacks.getFirst();
    }

    Set<String> ids() {
        return stacks.stream().map(StackId::toString).collect(Collectors.toSet());
    }

    /** The newest request that any of them had; 0: none. */
    int traversal() {
        return stacks.stream().map(store.stacks()::find).flatMap(Optional::stream).mapToInt(Stack::traversal).max().orElse(0);
    }

    void create(TemplateInput template) throws InterruptedException {
        each(id -> create(id, template));
    }

    private void create(StackId id, TemplateInput template) {
        accepted(store.stacks().create(new NewStack(id, tenant, "s" + id, UUID.randomUUID(), Templates.accept(template, types), OnFailure.STOP, Optional.empty())));
    }

    void update(TemplateInput template) throws InterruptedException {
        each(id -> submit(id, new Request.Goal.Update(stored(template))));
    }

    void delete() throws InterruptedException {
        each(id -> submit(id, new Request.Goal.Delete()));
    }

    private String stored(TemplateInput template) {
        return store.targets().store(Templates.accept(template, types));
    }

    private void submit(StackId id, Request.Goal goal) {
        int seen = store.stacks().find(id).map(Stack::traversal).orElseThrow();
        accepted(store.stacks().submit(id, seen, Request.of(UUID.randomUUID(), goal)));
    }

    private void accepted(SubmitResult result) {
        if (!(result instanceof SubmitResult.Accepted)) {
            throw new IllegalStateException("the request was not accepted: " + result);
        }
        store.hints().announce(Hint.REQUESTS);
    }

    private void each(Consumer<StackId> request) throws InterruptedException {
        if (stacks.size() == 1) {
            request.accept(stacks.getFirst());
            return;
        }
        try (var senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<?>> all = new ArrayList<>();
            stacks.forEach(id -> all.add(senders.submit(() -> request.accept(id))));
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a request could not be sent: " + e.getCause().getMessage(), e.getCause());
        }
    }
}
