package io.rowloom.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowloom.event.Cursor;
import io.rowloom.memory.MemoryStore;
import io.rowloom.plugin.Step;
import io.rowloom.stack.Request;
import io.rowloom.stack.Stack;
import io.rowloom.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ReaperTest {
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final Store store = new MemoryStore(() -> Instant.now(Clock.systemUTC()).plus(ahead.get()));

    @Test
    void whatIsOldEnoughIsSweptAway() {
        Retention keep = new Retention(Duration.ofMinutes(10), Duration.ofDays(2), Duration.ofDays(4));
        try (Bed bed = Bed.keeping(keep, store, new Scripted(() -> Step.done()))) {
            Stack live = bed.created(Scripted.NAME);
            Stack deleted = bed.created(Scripted.NAME);
            store.stacks().submit(deleted.id(), deleted.traversal(), Request.of(UUID.randomUUID(), new Request.Goal.Delete()));
            await().until(() -> store.stacks().find(deleted.id()).orElseThrow().deletedAt().isPresent());
            assertThat(events(live)).isPositive();

            ahead.set(Duration.ofDays(3));
            await().atMost(Duration.ofSeconds(20)).until(() -> events(live) == 0 && events(deleted) == 0);
            assertThat(store.stacks().find(deleted.id())).isPresent();

            ahead.set(Duration.ofDays(5));
            await().atMost(Duration.ofSeconds(20)).until(() -> store.stacks().find(deleted.id()).isEmpty());
            assertThat(store.stacks().find(live.id())).isPresent();
            assertThat(bed.only(live).status()).isEqualTo(live.status());
        }
    }

    private int events(Stack stack) {
        return store.events().after(stack.id(), Cursor.START, 100).size();
    }
}
