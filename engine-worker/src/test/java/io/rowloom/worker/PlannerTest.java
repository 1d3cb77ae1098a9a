package io.rowloom.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowloom.engine.EngineId;
import io.rowloom.engine.EngineInfo;
import io.rowloom.memory.MemoryStore;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.plugin.Step;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.store.Hint;
import io.rowloom.store.Store;
import io.rowloom.traversal.PlanDue;
import io.rowloom.traversal.Plans;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private final Store store = new MemoryStore(Clock.systemUTC());
    private final Scripted type = new Scripted(Step::done);
    private final EngineId other = new EngineId(UUID.randomUUID());

    /** It stands first in every list of what is due. */
    @Test
    void aStackThatCannotBePlannedIsGivenUpAndThoseThatWerePlannedWithItDoNotWaitForThat() {
        StackId poison = new StackId(new UUID(0, 1));
        List<StackId> others = List.of(new StackId(new UUID(1, 1)), new StackId(new UUID(1, 2)));
        AtomicInteger attempts = new AtomicInteger();
        Queue<Integer> attemptsBefore = new ConcurrentLinkedQueue<>();
        Object plans = Ports.between(Plans.class, store.plans(), (method, arguments) -> {
            if (method.getName().equals("attempt") && ((PlanDue) arguments[0]).stack().equals(poison)) {
                attempts.incrementAndGet();
            }
            if (method.getName().equals("write") && arguments[0].equals(poison) || method.getName().equals("writeAll") && ((Map<?, ?>) arguments[0]).containsKey(poison)) {
                throw new IllegalStateException("a defect");
            }
            if (method.getName().startsWith("write")) {
                attemptsBefore.add(attempts.get());
            }
            return Optional.empty();
        });
        Bed.submit(store, poison, ResourceTypes.of(type), "a: {type: 'Test::Scripted'}");
        others.forEach(id -> Bed.submit(store, id, ResourceTypes.of(type), "a: {type: 'Test::Scripted'}, b: {type: 'Test::Scripted'}"));
        try (Bed bed = new Bed(Ports.between(Store.class, store, (method, _) -> method.getName().equals("plans") ? Optional.of(plans) : Optional.empty()), type)) {
            assertThat(bed.worker.healthy()).isTrue();
            await().atMost(Duration.ofSeconds(60)).until(() -> !stack(poison).inProgress() && others.stream().noneMatch(id -> stack(id).inProgress()));
            assertThat(stack(poison).reason()).contains("planning failed 20 times");
            assertThat(others).allSatisfy(id -> assertThat(stack(id).status()).isEqualTo(Status.COMPLETE));
            assertThat(attemptsBefore).as("in the turn after the one that planned all together in vain").isNotEmpty().allMatch(before -> before <= 1);
        }
    }

    /** The plan is committed, and another thread of the same engine has found and done it all, before the planner hears of it. */
    @Test
    void whatALookFoundWhileThePlanWasBeingWrittenIsNotClaimedAgain() {
        Object plans = Ports.between(Plans.class, store.plans(), (method, arguments) -> {
            if (!method.getName().equals("writeAll")) {
                return Optional.empty();
            }
            Object results = method.invoke(store.plans(), arguments);
            store.hints().announce(Hint.NODES);
            await().atMost(Duration.ofSeconds(20)).until(() -> ((Map<?, ?>) arguments[0]).keySet().stream().noneMatch(id -> stack((StackId) id).inProgress()));
            return Optional.of(results);
        });
        Store slow = Ports.between(Store.class, store, (method, _) -> method.getName().equals("plans") ? Optional.of(plans) : Optional.empty());
        try (Bed bed = Bed.polling(Duration.ofMinutes(1), slow, type)) {
            for (int i = 0; i < 2; i++) {
                StackId id = Bed.submit(store, new StackId(UUID.randomUUID()), ResourceTypes.of(type), "a: {type: 'Test::Scripted'}");
                store.hints().announce(Hint.REQUESTS);
                await().atMost(Duration.ofSeconds(20)).until(() -> !stack(id).inProgress());
            }
            assertThat(bed.meters.get("rowloom.claims.tried").counter().count()).as("by when the second was planned, the first would have been tried again").isEqualTo(2);
        }
    }

    @Test
    void aStackThatALivingEngineIsAboutIsLeftToItUntilItIsGone() {
        StackId large = attempted();
        try (Bed bed = Bed.withLease(Duration.ofHours(1), store, type)) {
            assertThat(bed.created("Test::Scripted").status()).isEqualTo(Status.COMPLETE);
            assertThat(stack(large).planned()).isZero();
            store.engines().leave(other);
            await().atMost(Duration.ofSeconds(20)).until(() -> !stack(large).inProgress());
        }
    }

    @Test
    void notForLongerThanALease() {
        StackId large = attempted();
        try (Bed bed = Bed.withLease(Duration.ofMillis(200), store, type)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> !stack(large).inProgress());
            assertThat(bed.worker.engineId()).isNotEqualTo(other);
        }
    }

    /** By an engine that lives, and does nothing more about it. */
    private StackId attempted() {
        store.engines().register(new EngineInfo(other, "other", "localhost", 1, 1), Duration.ofHours(1));
        StackId id = Bed.submit(store, new StackId(new UUID(0, 1)), ResourceTypes.of(type), "a: {type: 'Test::Scripted'}");
        store.plans().attempt(new PlanDue(id, 1), other);
        return id;
    }

    private Stack stack(StackId id) {
        return store.stacks().find(id).orElseThrow();
    }
}
