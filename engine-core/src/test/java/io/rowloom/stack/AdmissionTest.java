package io.rowloom.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.stack.Request.Goal;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final Goal UPDATE = new Goal.Update("hash");

    @Test
    void anUpdateIsAdmittedInEveryStateButWhileOrAfterDeleting() {
        assertThat(Admission.admitting(UPDATE)).hasSize(StackAction.values().length * 3 - 3).noneMatch(s -> s.action() == StackAction.DELETE)
                .contains(new StackState(StackAction.ROLLBACK, Status.IN_PROGRESS), new StackState(StackAction.CREATE, Status.FAILED));
    }

    @Test
    void aDeleteIsAlwaysAdmitted() {
        assertThat(Admission.admitting(new Goal.Delete())).hasSize(StackAction.values().length * 3);
    }

    @Test
    void aRollbackNeedsSomethingToRollBack() {
        assertThat(words(Admission.admitting(new Goal.Rollback())))
                .containsExactlyInAnyOrder("CREATE_IN_PROGRESS", "CREATE_FAILED", "UPDATE_IN_PROGRESS", "UPDATE_FAILED", "ROLLBACK_FAILED");
    }

    @Test
    void onlyWhatRunsAndIsNoDeleteCanBeCancelled() {
        assertThat(words(Admission.admittingCancel())).containsExactlyInAnyOrder("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS");
    }

    @Test
    void aRefusalSaysWhy() {
        StackState state = new StackState(StackAction.UPDATE, Status.COMPLETE);
        assertThat(Admission.refusal(new Goal.Rollback(), state)).contains("UPDATE_COMPLETE");
        assertThat(Admission.refusal(UPDATE, state)).contains("deleting");
        assertThat(Admission.refusal(new Goal.Delete(), state)).contains("deleted");
    }

    @Test
    void aRollbackOrADeleteThatFailsIsNotRolledBack() {
        for (StackAction action : StackAction.values()) {
            boolean ends = action == StackAction.ROLLBACK || action == StackAction.DELETE;
            assertThat(OnFailure.ROLLBACK.during(action)).isEqualTo(ends ? OnFailure.STOP : OnFailure.ROLLBACK);
            assertThat(OnFailure.STOP.during(action)).isEqualTo(OnFailure.STOP);
            assertThat(OnFailure.FINISH.during(action)).isEqualTo(OnFailure.FINISH);
        }
    }

    private static Set<String> words(Set<StackState> states) {
        return states.stream().map(StackState::toString).collect(Collectors.toSet());
    }
}
