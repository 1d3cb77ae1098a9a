package io.rowloom.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowloom.lock.Attempt;
import io.rowloom.lock.BoundedLocks;
import io.rowloom.lock.FaultyLocks;
import io.rowloom.lock.HeldLock;
import io.rowloom.lock.LockKey;
import io.rowloom.lock.LockScope;
import io.rowloom.lock.Locks;
import io.rowloom.memory.MemoryStore;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.plugin.Step;
import io.rowloom.resource.Claims;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.store.Store;
import io.rowloom.traversal.Finishes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClaimGateTest {
    private static final Executor VIRTUAL = Thread::startVirtualThread;
    private static final Duration PATIENCE = Duration.ofMillis(50);
    private final Store store = new MemoryStore(Clock.systemUTC());
    private final Scripted type = new Scripted(Step::done);

    @ParameterizedTest
    @EnumSource(FaultyLocks.class)
    void whateverTheServiceDoesTheWorkIsDone(FaultyLocks faulty) {
        try (Bed bed = Bed.asking(new Locking(new BoundedLocks(faulty, PATIENCE, VIRTUAL), LockScope.RESOURCE, PATIENCE), store, type)) {
            Stack stack = bed.created(Scripted.NAME);
            assertThat(stack.status()).isEqualTo(Status.COMPLETE);
            assertThat(type.creates).hasValue(1);
            boolean helps = faulty == FaultyLocks.GRANTS_TO_ALL || faulty == FaultyLocks.LOSES_ALL;
            assertThat(bed.meters.get("rowloom.lock.without").counter().count()).isEqualTo(helps ? 0 : 1);
            boolean trusted = helps || faulty == FaultyLocks.GRANTS_NOBODY;
            assertThat(bed.meters.get("rowloom.lock.trusted").gauge().value()).isEqualTo(trusted ? 1 : 0);
        }
    }

    @Test
    void theLocksOfAClaimAreHeldUntilItHasEndedAndNoLonger() {
        Table table = new Table();
        List<Set<String>> heldInClaims = new CopyOnWriteArrayList<>();
        Store watched = Ports.between(Store.class, store,
                (method, _) -> method.getName().equals("claims") ? Optional.of(watchedClaims(heldInClaims, table)) : Optional.empty());
        StackId id = new StackId(new UUID(1, 2));
        try (Bed bed = Bed.asking(new Locking(table, LockScope.RESOURCE, PATIENCE), watched, type)) {
            bed.submit(id, ResourceTypes.of(type), "a: {type: 'Test::Scripted'}, b: {type: 'Test::Scripted'}");
            await().until(() -> !store.stacks().find(id).orElseThrow().inProgress());
            assertThat(heldInClaims).as("one question for all rows of a claim").containsExactly(Set.of("resource " + id + "/1", "resource " + id + "/2"));
            await().until(table.held::isEmpty);
            assertThat(bed.meters.get("rowloom.lock.attempts").tag("outcome", "granted").counter().count()).as("and one to get to know the service").isEqualTo(3);
        }
    }

    private Object watchedClaims(List<Set<String>> heldInClaims, Table table) {
        return Ports.between(Claims.class, store.claims(), (method, _) -> {
            if (method.getName().equals("claim")) {
                heldInClaims.add(Set.copyOf(table.held.keySet()));
            }
            return Optional.empty();
        });
    }

    @Test
    void whatASuccessGoesOnWithIsAskedForToo() {
        Table table = new Table();
        List<Set<String>> heldInFinishes = new CopyOnWriteArrayList<>();
        Object finishes = Ports.between(Finishes.class, store.finishes(), (method, _) -> {
            if (method.getName().startsWith("finish")) {
                heldInFinishes.add(Set.copyOf(table.held.keySet()));
            }
            return Optional.empty();
        });
        Store watched = Ports.between(Store.class, store, (method, _) -> method.getName().equals("finishes") ? Optional.of(finishes) : Optional.empty());
        StackId id = new StackId(new UUID(1, 2));
        try (Bed bed = Bed.asking(new Locking(table, LockScope.RESOURCE, PATIENCE), watched, type)) {
            bed.submit(id, ResourceTypes.of(type), "a: {type: 'Test::Scripted'}, b: {type: 'Test::Scripted', depends_on: a}");
            await().until(() -> !store.stacks().find(id).orElseThrow().inProgress());
            String second = "resource " + id + "/" + row(id, "b").no();
            assertThat(heldInFinishes).as("one that ends a and begins b, and one that ends b").hasSize(2);
            assertThat(heldInFinishes.getFirst()).contains(second);
        }
    }

    @Test
    void aSuccessDoesNotWaitForWhoeverHasWhatComesNext() {
        Table table = new Table();
        StackId id = new StackId(new UUID(1, 2));
        try (Bed bed = Bed.asking(new Locking(table, LockScope.RESOURCE, Duration.ofDays(1)), store, type)) {
            IntStream.range(1, 10).forEach(no -> table.held.put("resource " + id + "/" + no, true));
            bed.submit(id, ResourceTypes.of(type), "a: {type: 'Test::Scripted'}, b: {type: 'Test::Scripted', depends_on: a}");
            await().until(() -> !store.resources().list(id).isEmpty());
            table.held.remove("resource " + id + "/" + row(id, "a").no());
            await().until(() -> row(id, "a").status() == Status.COMPLETE && !row(id, "a").dirty());
            assertThat(row(id, "b").engine()).isEmpty();
            table.held.clear();
            await().until(() -> !store.stacks().find(id).orElseThrow().inProgress());
        }
    }

    private ResourceView row(StackId stack, String name) {
        return store.resources().list(stack).stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void whatSomebodyElseHasIsLeftAtFirst() {
        Table table = new Table();
        StackId id = new StackId(new UUID(1, 2));
        table.held.put("resource " + id + "/1", true);
        try (Bed bed = Bed.asking(new Locking(table, LockScope.RESOURCE, Duration.ofDays(1)), store, type)) {
            bed.submit(id, ResourceTypes.of(type), "a: {type: 'Test::Scripted'}, b: {type: 'Test::Scripted'}");
            await().until(() -> type.creates.get() == 1);
            await().until(() -> bed.meters.get("rowloom.lock.attempts").tag("outcome", "busy").counter().count() > 1);
            assertThat(store.resources().list(id)).filteredOn(ResourceView::dirty).hasSize(1);
            table.held.clear();
            await().until(() -> !store.stacks().find(id).orElseThrow().inProgress());
        }
    }

    /** A service that works. */
    private static final class Table implements Locks {
        private final Map<String, Boolean> held = new ConcurrentHashMap<>();

        @Override
        public Attempt tryLock(LockKey key, Duration wait) {
            return held.putIfAbsent(key.text(), true) == null ? new Attempt.Got(new Entry(key)) : new Attempt.Busy();
        }

        @Override
        public void close() {}

        private final class Entry implements HeldLock {
            private final LockKey key;

            Entry(LockKey key) {
                this.key = key;
            }

            @Override
            public LockKey key() {
                return key;
            }

            @Override
            public boolean extend() {
                return !lost();
            }

            @Override
            public boolean lost() {
                return !held.containsKey(key.text());
            }

            @Override
            public void onLoss(Runnable action) {}

            @Override
            public void release() {
                held.remove(key.text());
            }
        }
    }
}
