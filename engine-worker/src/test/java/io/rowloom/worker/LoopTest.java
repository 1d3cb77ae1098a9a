package io.rowloom.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rowloom.engine.EngineId;
import io.rowloom.memory.MemoryStore;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.value.Fingerprint;
import io.rowloom.worker.EngineContext.Shared;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoopTest {
    /** How {@link NoTime} ends a task. */
    private static final class Killed extends Error {}

    /** Waits end at once. */
    private static final class NoTime implements Tasks {
        @Override
        public void start(String name, Runnable task) {
            throw new AssertionError("nothing is started here");
        }

        @Override
        public Signal signal() {
            return new VirtualThreadTasks().signal();
        }

        @Override
        public InstantSource clock() {
            return Clock.systemUTC();
        }

        @Override
        public Duration elapsed() {
            return Duration.ZERO;
        }

        @Override
        public boolean ends(Throwable thrown) {
            return thrown instanceof Killed;
        }

        @Override
        public void pause(Duration time) {
            // over
        }
    }

    private final MemoryStore store = new MemoryStore(Clock.systemUTC());
    private final Tasks tasks = new NoTime();
    private final ResourceTypes types = ResourceTypes.of();
    private final EngineContext context = new EngineContext(new EngineId(new UUID(1, 1)), WorkerConfig.standard("one"),
            new Shared(store, types, new Blueprints(store.targets(), types, Fingerprint.unkeyed()), Fingerprint.unkeyed(), tasks,
                    new Meters(new SimpleMeterRegistry()), new Random(1), Optional.empty(), Optional.empty()), new LeaseClock(tasks, Optional.empty()), new InFlight(), new Wakeups(tasks),
            new Share(new EngineId(new UUID(1, 1)), ClaimOrder.RANDOM));

    static List<Throwable> troubles() {
        return List.of(new IllegalStateException("a bug"), new NoClassDefFoundError("a broken installation"), new OutOfMemoryError("simulated"));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void aPartStartsOverAfterAnythingThatIsThrown(Throwable trouble) {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger turns = new AtomicInteger();
        Loop.until(stop, context, "part", () -> {
            if (turns.incrementAndGet() == 1) {
                throw LoopTest.<RuntimeException>unchecked(trouble);
            }
            stop.set(true);
        });
        assertThat(turns).hasValue(2);
    }

    @Test
    void whatEndsTheTaskIsLetThrough() {
        Killed killed = new Killed();
        assertThatThrownBy(() -> Loop.until(new AtomicBoolean(), context, "part", () -> {
            throw killed;
        })).isSameAs(killed);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
