package io.rowloom.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowloom.engine.Engines;
import io.rowloom.memory.MemoryStore;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import io.rowloom.stack.Status;
import io.rowloom.store.Store;
import io.rowloom.store.StoreUnavailableException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A call can see that its engine's lease is over before anybody tells the engine. */
class LateCallsTest {
    private final AtomicBoolean outage = new AtomicBoolean();

    private Store failing(Store store) {
        Engines engines = Ports.between(Engines.class, store.engines(), (method, _) -> {
            if (method.getName().equals("renew") && outage.get()) {
                throw new StoreUnavailableException("nobody answers", new IllegalStateException("an outage"));
            }
            return Optional.empty();
        });
        return Ports.between(Store.class, store, (method, _) -> method.getName().equals("engines") ? Optional.of(engines) : Optional.empty());
    }

    private final ResourceType patient = new ResourceType() {
        @Override
        public TypeSchema schema() {
            return TypeSchema.of("Test::Patient", "For tests.");
        }

        @Override
        public Step create(ResourceCall call) {
            outage.set(!call.late());
            await("the lease is over").until(call::late);
            outage.set(false);
            await("the lease is renewed").until(() -> !call.late());
            return Step.done();
        }

        @Override
        public Step delete(ResourceCall call) {
            return Step.done();
        }
    };

    @Test
    void whileTheLeaseCannotBeRenewed() {
        try (Bed bed = new Bed(failing(new MemoryStore(Clock.systemUTC())), patient)) {
            assertThat(bed.created("Test::Patient").status()).isEqualTo(Status.COMPLETE);
        }
    }
}
