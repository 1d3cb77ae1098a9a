package io.rowloom.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.stack.StackId;
import io.rowloom.stack.SubmitResult;
import io.rowloom.store.StoreUnavailableException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SubmissionTest {
    private static final UUID REQUEST = new UUID(1, 2);
    private static final SubmitResult ACCEPTED = new SubmitResult.Accepted(new StackId(new UUID(3, 4)), 1);

    @Test
    void anUnknownOutcomeIsSentAgain() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        assertThat(Submission.send(REQUEST, () -> {
            if (calls.incrementAndGet() < 3) {
                throw new StoreUnavailableException("gone", new IllegalStateException());
            }
            return ACCEPTED;
        }, Duration.ZERO)).isEqualTo(ACCEPTED);
    }

    @Test
    void inTheEndItTellsTheRequestId() {
        assertThatThrownBy(() -> Submission.send(REQUEST, () -> {
            throw new StoreUnavailableException("gone", new IllegalStateException());
        }, Duration.ZERO)).isInstanceOf(StoreUnavailableException.class).hasMessageContaining("--request-id " + REQUEST);
    }

    @Test
    void aStackThatIsGoneIsNotFound() {
        assertThatThrownBy(() -> Submission.accepted(new SubmitResult.NotFound(), "web")).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo(ExitCode.NOT_FOUND));
    }
}
