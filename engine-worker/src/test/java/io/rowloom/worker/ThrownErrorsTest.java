package io.rowloom.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.memory.MemoryStore;
import io.rowloom.plugin.Step;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.Stack;
import io.rowloom.stack.Status;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThrownErrorsTest {
    static List<Error> errors() {
        return List.of(new NoClassDefFoundError("org/example/Client"), new StackOverflowError(), new AssertionError("that cannot be"),
                new OutOfMemoryError("simulated"), new Error("of its own kind"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorOfAResourceTypeFailsItsActionOnce(Error error) {
        Scripted type = new Scripted(() -> {
            throw error;
        });
        try (Bed bed = new Bed(new MemoryStore(Clock.systemUTC()), type)) {
            Stack stack = bed.created(Scripted.NAME);
            ResourceView row = bed.only(stack);
            assertThat(stack.status()).isEqualTo(Status.FAILED);
            assertThat(row.status()).isEqualTo(Status.FAILED);
            assertThat(row.reason()).contains(error.getClass().getSimpleName()).doesNotContain("null");
            assertThat(row.engine()).isEmpty();
            assertThat(type.creates).hasValue(1);
        }
    }

    @Test
    void theWorkerGoesOn() {
        Scripted type = new Scripted(new Supplier<>() {
            private boolean failed;

            @Override
            public Step get() {
                if (!failed) {
                    failed = true;
                    throw new StackOverflowError();
                }
                return Step.done();
            }
        });
        try (Bed bed = new Bed(new MemoryStore(Clock.systemUTC()), type)) {
            assertThat(bed.created(Scripted.NAME).status()).isEqualTo(Status.FAILED);
            assertThat(bed.created(Scripted.NAME).status()).isEqualTo(Status.COMPLETE);
        }
    }
}
