package io.rowloom.store;

import static io.rowloom.db.TestStore.inBackground;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.db.HeldLock;
import io.rowloom.db.TestStore;
import io.rowloom.embedded.TestDatabase;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.stack.StackId;
import io.rowloom.traversal.FinishResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A third session has the lock of a stack, with which the store's transactions begin. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StackLockTest {
    private final TestDatabase server = TestDatabase.fresh();
    private final TestStore patient = TestStore.locking(server, Optional.empty(), Duration.ofSeconds(20));
    private final TestStore impatient = TestStore.locking(server, Optional.empty(), Duration.ofMillis(20));

    @BeforeEach
    void empty() {
        patient.emptied();
        impatient.emptied();
    }

    @AfterAll
    void close() {
        patient.close();
        impatient.close();
        server.close();
    }

    @Test
    void whatWaitsForItHasLockedNoRow() {
        ContractWorld world = new ContractWorld(patient.store());
        StackId web = world.running("A");
        ClaimIntent intent = world.intent(web, world.node(web, "update A"));
        CompletableFuture<List<ClaimedAction>> claiming;
        try (HeldLock _ = HeldLock.ofStack(patient, web)) {
            claiming = inBackground(() -> world.tryClaim(web, intent));
            patient.awaitWaiting(1);
            assertThat(patient.read("SELECT no FROM resource FOR UPDATE NOWAIT")).hasSize(1);
            assertThat(patient.read("SELECT id FROM stack FOR UPDATE NOWAIT")).hasSize(1);
        }
        assertThat(claiming.join()).hasSize(1);
        assertThat(world.row(web, "A").engine()).contains(world.engine);
    }

    @Test
    void whatDoesNotGetItInTimeGoesOnWithout() {
        ContractWorld world = new ContractWorld(impatient.store());
        StackId web = world.running("A", "B needs A", "C");
        try (HeldLock _ = HeldLock.ofStack(impatient, web)) {
            ClaimedAction a = world.claim(web, "update A");
            world.park(a, Duration.ZERO);
            ClaimedAction again = world.resumeDue(world.engine).getFirst();
            assertThat(world.finish(again).ready()).hasSize(1);
            ClaimedAction b = world.claim(web, "update B");
            assertThat(impatient.store().finishes().replace(b.claim(), b.traversal(), b.node(), "another one")).isNotNull();
            assertThat(world.fail(world.claim(web, "update C")).standing()).isEqualTo(FinishResult.Standing.FAILED);
            world.update(web, "A=2");
        }
        assertThat(world.stack(web).traversal()).isEqualTo(2);
    }

    @Test
    void itEndsWithTheTransaction() {
        ContractWorld world = new ContractWorld(patient.store());
        StackId web = world.complete("A", "B needs A");
        assertThat(world.stack(web).inProgress()).isFalse();
        assertThat(patient.count("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")).isZero();
    }
}
