package io.rowloom.worker;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.NewStack;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.store.Store;
import io.rowloom.template.TemplateInput;
import io.rowloom.template.TemplateSource;
import io.rowloom.template.Templates;
import io.rowloom.value.Fingerprint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A worker on real time that looks often, and stacks for it to work on. */
final class Bed implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(5);
    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final WorkerConfig CONFIG = new WorkerConfig("one", 4, LEASE, Duration.ofMillis(20), Duration.ofSeconds(1), Duration.ofMillis(20),
            Duration.ZERO, new RetryPolicy(0, Duration.ofMillis(10), Duration.ofMillis(10)), 2, Retention.standard(), ClaimOrder.RANDOM);

    final Store store;
    final Worker worker;
    final MeterRegistry meters = new SimpleMeterRegistry();
    private final ResourceTypes types;

    Bed(Store store, ResourceType... types) {
        this(CONFIG, Services.NONE, store, types);
    }

    private Bed(WorkerConfig config, Services services, Store store, ResourceType... types) {
        this.store = store;
        this.types = ResourceTypes.of(types);
        this.worker = Worker.start(config, services, store, this.types, Fingerprint.unkeyed(), meters);
    }

    static Bed keeping(Retention retention, Store store, ResourceType... types) {
        return new Bed(config(LEASE, CONFIG.pollEvery(), retention), Services.NONE, store, types);
    }

    static Bed withLease(Duration lease, Store store, ResourceType... types) {
        return new Bed(config(lease, CONFIG.pollEvery(), CONFIG.retention()), Services.NONE, store, types);
    }

    static Bed polling(Duration every, Store store, ResourceType... types) {
        return new Bed(config(LEASE, every, CONFIG.retention()), Services.NONE, store, types);
    }

    private static WorkerConfig config(Duration lease, Duration pollEvery, Retention retention) {
        return new WorkerConfig(CONFIG.name(), CONFIG.slots(), lease, CONFIG.renewEvery(), CONFIG.grace(), pollEvery, CONFIG.drainTimeout(), CONFIG.retry(), CONFIG.maxAttempts(), retention,
                CONFIG.claimOrder());
    }

    static Bed asking(Locking locking, Store store, ResourceType... types) {
        return new Bed(CONFIG, Services.NONE.with(locking), store, types);
    }

    /** Creates a stack of one resource of that type, and waits until its create has ended. */
    Stack created(String type) {
        return created(type, "");
    }

    /** @param properties as in a template, between braces */
    Stack created(String type, String properties) {
        StackId id = submit(new StackId(UUID.randomUUID()), types, "it: {type: '" + type + "', properties: {" + properties + "}}");
        await().atMost(AT_MOST).until(() -> !store.stacks().find(id).orElseThrow().inProgress());
        return store.stacks().find(id).orElseThrow();
    }

    /** Creates a stack of these resources, as somebody would who has other resource types than the worker. */
    StackId submit(StackId id, ResourceTypes known, String resources) {
        return submit(store, id, known, resources);
    }

    /** The same where there may be no worker yet. */
    static StackId submit(Store store, StackId id, ResourceTypes known, String resources) {
        String template = "heat_template_version: 2021-04-16\nresources: {" + resources + "}";
        store.stacks().create(new NewStack(id, "test", "stack-" + id, UUID.randomUUID(),
                Templates.accept(TemplateInput.of(new TemplateSource("t", template)), known), OnFailure.STOP, Optional.empty()));
        return id;
    }

    ResourceView only(Stack stack) {
        List<ResourceView> rows = store.resources().list(stack.id());
        if (rows.size() != 1) {
            throw new AssertionError(rows);
        }
        return rows.getFirst();
    }

    @Override
    public void close() {
        try {
            worker.drain();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the worker was drained", e);
        }
    }
}
