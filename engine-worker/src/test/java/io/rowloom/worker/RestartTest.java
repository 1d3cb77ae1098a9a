package io.rowloom.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowloom.engine.EngineId;
import io.rowloom.engine.Engines;
import io.rowloom.memory.MemoryStore;
import io.rowloom.plugin.Step;
import io.rowloom.stack.Status;
import io.rowloom.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A worker that was declared dead starts over under a new id, whatever comes in between. */
class RestartTest {
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final Store store = new MemoryStore(() -> Instant.now(Clock.systemUTC()).plus(ahead.get()));
    private final AtomicReference<Optional<Throwable>> trouble = new AtomicReference<>(Optional.empty());

    /** The store, where the next registration throws what {@code trouble} has. */
    private Store troubled() {
        Engines engines = Ports.between(Engines.class, store.engines(), (method, _) -> {
            Optional<Throwable> now = method.getName().equals("register") ? trouble.getAndSet(Optional.empty()) : Optional.empty();
            if (now.isPresent()) {
                throw now.get();
            }
            return Optional.empty();
        });
        return Ports.between(Store.class, store, (method, _) -> method.getName().equals("engines") ? Optional.of(engines) : Optional.empty());
    }

    @Test
    void alsoAfterAnUnexpectedErrorOfTheRegistration() {
        try (Bed bed = new Bed(troubled(), new Scripted(Step::done))) {
            EngineId first = bed.worker.engineId();
            trouble.set(Optional.of(new IllegalStateException("a bug")));
            declareDead(first);
            EngineId second = awaitNewEngine(bed, first);
            trouble.set(Optional.of(new NoClassDefFoundError("a broken installation")));
            declareDead(second);
            awaitNewEngine(bed, second);
            assertThat(bed.created(Scripted.NAME).status()).isEqualTo(Status.COMPLETE);
        }
    }

    /** While the clock is ahead the lease is over; it may be renewed in between, so it is tried until it is not. */
    private void declareDead(EngineId engine) {
        await().until(() -> {
            ahead.updateAndGet(now -> now.plus(Bed.LEASE.multipliedBy(2)));
            return store.engines().expire(Duration.ZERO).contains(engine);
        });
    }

    private static EngineId awaitNewEngine(Bed bed, EngineId old) {
        await().atMost(Duration.ofSeconds(20)).until(() -> !bed.worker.engineId().equals(old));
        return bed.worker.engineId();
    }
}
