package io.rowloom.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowloom.drift.DriftPolicy.Mode;
import io.rowloom.stack.Approach;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Origin;
import io.rowloom.stack.Request;
import io.rowloom.stack.Request.Goal;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.StackId;
import io.rowloom.stack.StackState;
import io.rowloom.stack.Status;
import io.rowloom.stack.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LookTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final UUID USERS = new UUID(0, 7);
    private static final Optional<String> TARGET = Optional.of("target");

    private static Stack stack(StackAction action, Status status, Optional<String> target, Optional<String> last, UUID request) {
        return new Stack(new StackId(new UUID(1, 2)), "acme", "web", 5, 5, action, status, "", target, last, OnFailure.STOP, request, Optional.empty(), Optional.empty(), 0, 0, 9,
                Approach.TRUST, Instant.EPOCH, Instant.EPOCH, Optional.empty(), Tags.NONE);
    }

    private static Look look(Mode mode, int number, Stack stack) {
        return new Look(stack, new DriftPolicy(mode, HOUR), number);
    }

    private static Optional<Goal> goal(Mode mode, StackAction action, Status status, UUID request) {
        return look(mode, 3, stack(action, status, TARGET, TARGET, request)).request().map(Request::goal);
    }

    /** The states in which something is asked, when the last request was this one. */
    private static List<String> asking(Mode mode, UUID request) {
        return Arrays.stream(StackAction.values()).flatMap(action -> Stream.of(Status.values()).filter(status -> goal(mode, action, status, request).isPresent())
                .map(status -> new StackState(action, status).toString())).toList();
    }

    private static UUID sent(int number) {
        return look(Mode.DETECT, number, stack(StackAction.CREATE, Status.COMPLETE, TARGET, TARGET, USERS)).request().orElseThrow().requestId();
    }

    @Test
    void detectingChecksAndCorrectingConvergesToTheSameTarget() {
        assertThat(goal(Mode.OFF, StackAction.CREATE, Status.COMPLETE, USERS)).isEmpty();
        assertThat(goal(Mode.DETECT, StackAction.CREATE, Status.COMPLETE, USERS)).contains(new Goal.Check());
        assertThat(goal(Mode.CORRECT, StackAction.CREATE, Status.COMPLETE, USERS)).contains(new Goal.Converge("target"));
    }

    @Test
    void onlyWhatIsCompleteAndAwakeIsLookedAtAndWhatAnotherCheckFoundWrong() {
        List<String> fine = List.of("CREATE_COMPLETE", "UPDATE_COMPLETE", "ROLLBACK_COMPLETE", "CHECK_COMPLETE", "CHECK_FAILED", "RESUME_COMPLETE", "ADOPT_COMPLETE",
                "SNAPSHOT_COMPLETE", "SNAPSHOT_FAILED", "RESTORE_COMPLETE");
        assertThat(asking(Mode.DETECT, USERS)).containsExactlyInAnyOrderElementsOf(fine);
        assertThat(asking(Mode.CORRECT, USERS)).containsExactlyInAnyOrderElementsOf(fine);
    }

    @Test
    void whatFailedOfItselfIsTriedAgain() {
        for (UUID request : List.of(sent(2), sent(3))) {
            assertThat(asking(Mode.CORRECT, request)).contains("UPDATE_FAILED", "ROLLBACK_FAILED", "CHECK_FAILED", "UPDATE_COMPLETE")
                    .doesNotContain("DELETE_FAILED", "SUSPEND_COMPLETE", "SUSPEND_FAILED");
        }
        assertThat(asking(Mode.CORRECT, sent(1))).doesNotContain("UPDATE_FAILED");
    }

    @Test
    void aStackThatIsNotAtTheTargetThatCompletedLastIsLeftAlone() {
        for (Mode mode : Mode.values()) {
            assertThat(look(mode, 1, stack(StackAction.CHECK, Status.COMPLETE, TARGET, Optional.of("before"), USERS)).request()).isEmpty();
            assertThat(look(mode, 1, stack(StackAction.ROLLBACK, Status.COMPLETE, Optional.empty(), Optional.empty(), USERS)).request()).isEmpty();
            assertThat(look(mode, 1, stack(StackAction.CHECK, Status.COMPLETE, TARGET, Optional.empty(), USERS)).request()).isEmpty();
        }
    }

    @Test
    void aLookAlwaysSendsTheSameRequestAndNoOtherLookDoes() {
        Stack now = stack(StackAction.CREATE, Status.COMPLETE, TARGET, TARGET, USERS);
        Stack later = stack(StackAction.CHECK, Status.FAILED, TARGET, TARGET, sent(4));
        assertThat(look(Mode.DETECT, 4, now).request()).isEqualTo(look(Mode.DETECT, 4, later).request());
        assertThat(sent(4)).isNotEqualTo(sent(5));
        Stack other = new Stack(new StackId(new UUID(1, 3)), "acme", "other", 5, 5, StackAction.CREATE, Status.COMPLETE, "", TARGET, TARGET, OnFailure.STOP, USERS, Optional.empty(),
                Optional.empty(), 0, 0, 9, Approach.TRUST, Instant.EPOCH, Instant.EPOCH, Optional.empty(), Tags.NONE);
        assertThat(look(Mode.DETECT, 4, other).request().orElseThrow().requestId()).isNotEqualTo(sent(4));
    }

    @Test
    void itsRequestsAreToldFromThoseOfUsersAndKeepWhatUsersSet() {
        Request request = look(Mode.CORRECT, 1, stack(StackAction.CREATE, Status.COMPLETE, TARGET, TARGET, USERS)).request().orElseThrow();
        assertThat(request.origin()).isEqualTo(Origin.DRIFT_POLICY);
        assertThat(request.started()).isEqualTo("Stack UPDATE started by the drift policy");
        assertThat(request.onFailure()).isEmpty();
        assertThat(request.timeout()).isEmpty();
        assertThat(request.tags()).isEmpty();
    }

    @Test
    void anIntervalHasWholeSecondsAndIsNotTooShort() {
        assertThat(new DriftPolicy(Mode.OFF, Duration.ofMillis(10_001)).every()).isEqualTo(Duration.ofSeconds(11));
        assertThatThrownBy(() -> new DriftPolicy(Mode.DETECT, Duration.ofSeconds(9))).isInstanceOf(IllegalArgumentException.class);
    }
}
