package io.rowloom.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.stack.Request.Goal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final Goal UPDATE = new Goal.Update("hash");

    @Test
    void anUpdateIsAdmittedInEveryStateButWhileDeletingOrAtRest() {
        for (Goal goal : new Goal[] {UPDATE, new Goal.Converge("hash")}) {
            assertThat(Admission.admitting(goal)).hasSize((StackAction.values().length - 2) * 3 - 1)
                    .noneMatch(s -> s.action() == StackAction.DELETE || s.action() == StackAction.SUSPEND)
                    .contains(new StackState(StackAction.ROLLBACK, Status.IN_PROGRESS), new StackState(StackAction.CREATE, Status.FAILED))
                    .contains(new StackState(StackAction.CHECK, Status.IN_PROGRESS), new StackState(StackAction.RESUME, Status.FAILED))
                    .doesNotContain(new StackState(StackAction.RESUME, Status.IN_PROGRESS));
        }
    }

    @Test
    void aCheckIsForWhatIsAwakeAndNotChanging() {
        assertThat(Admission.admitting(new Goal.Check())).hasSize((StackAction.values().length - 2) * 2)
                .noneMatch(s -> s.status() == Status.IN_PROGRESS || s.action() == StackAction.DELETE || s.action() == StackAction.SUSPEND);
    }

    @Test
    void aSuspendIsForWhatIsNotChangingAndMaySupersedeAResume() {
        assertThat(words(Admission.admitting(new Goal.Suspend()))).contains("SUSPEND_COMPLETE", "SUSPEND_FAILED", "RESUME_IN_PROGRESS", "CREATE_FAILED")
                .doesNotContain("UPDATE_IN_PROGRESS", "SUSPEND_IN_PROGRESS", "DELETE_FAILED");
    }

    @Test
    void aResumeIsForWhatRestsOrCouldNotBeWoken() {
        assertThat(words(Admission.admitting(new Goal.Resume())))
                .containsExactlyInAnyOrder("SUSPEND_IN_PROGRESS", "SUSPEND_COMPLETE", "SUSPEND_FAILED", "RESUME_FAILED");
    }

    @Test
    void everyStateButADeletedOneHasAWayOnBesidesDeletingIt() {
        List<Goal> goals = List.of(UPDATE, new Goal.Suspend(), new Goal.Resume());
        for (StackState state : Admission.admitting(new Goal.Delete())) {
            if (state.action() != StackAction.DELETE && state.status() != Status.IN_PROGRESS) {
                assertThat(goals).as(state.toString()).anyMatch(goal -> Admission.admitting(goal).contains(state));
            }
        }
    }

    @Test
    void aDeleteIsAlwaysAdmitted() {
        assertThat(Admission.admitting(new Goal.Delete())).hasSize(StackAction.values().length * 3);
    }

    @Test
    void aRollbackNeedsSomethingToRollBack() {
        assertThat(words(Admission.admitting(new Goal.Rollback())))
                .containsExactlyInAnyOrder("CREATE_IN_PROGRESS", "CREATE_FAILED", "UPDATE_IN_PROGRESS", "UPDATE_FAILED", "ROLLBACK_FAILED",
                        "CHECK_COMPLETE", "CHECK_FAILED");
    }

    @Test
    void onlyWhatRunsAndIsNoDeleteCanBeCancelled() {
        assertThat(Admission.admittingCancel()).hasSize(StackAction.values().length - 1)
                .allMatch(s -> s.status() == Status.IN_PROGRESS && s.action() != StackAction.DELETE);
    }

    @Test
    void aRefusalSaysWhy() {
        StackState state = new StackState(StackAction.UPDATE, Status.COMPLETE);
        StackState resting = new StackState(StackAction.SUSPEND, Status.COMPLETE);
        StackState running = new StackState(StackAction.UPDATE, Status.IN_PROGRESS);
        StackState deleting = new StackState(StackAction.DELETE, Status.IN_PROGRESS);
        assertThat(Admission.refusal(new Goal.Rollback(), state)).contains("UPDATE_COMPLETE");
        assertThat(Admission.refusal(UPDATE, deleting)).contains("deleting");
        assertThat(Admission.refusal(UPDATE, resting)).isEqualTo("Updating a stack when it is suspended is not supported.");
        assertThat(Admission.refusal(new Goal.Check(), resting)).contains("suspended");
        assertThat(Admission.refusal(new Goal.Check(), running)).contains("UPDATE");
        assertThat(Admission.refusal(new Goal.Suspend(), deleting)).contains("deleting");
        assertThat(Admission.refusal(new Goal.Resume(), state)).contains("UPDATE_COMPLETE");
        assertThat(Admission.refusal(new Goal.Delete(), state)).contains("deleted");
    }

    @Test
    void onlyACreateOrAnUpdateThatFailsIsRolledBack() {
        for (StackAction action : StackAction.values()) {
            boolean rollsBack = action == StackAction.CREATE || action == StackAction.UPDATE;
            assertThat(OnFailure.ROLLBACK.during(action) == OnFailure.ROLLBACK).as(action.name()).isEqualTo(rollsBack);
            if (action.reachesTarget()) {
                assertThat(OnFailure.STOP.during(action)).isEqualTo(OnFailure.STOP);
                assertThat(OnFailure.FINISH.during(action)).isEqualTo(OnFailure.FINISH);
            }
        }
    }

    @Test
    void whatLooksAtEachResourceByItselfGoesOnAfterAFailure() {
        for (OnFailure setting : OnFailure.values()) {
            assertThat(setting.during(StackAction.CHECK)).isEqualTo(OnFailure.FINISH);
            assertThat(setting.during(StackAction.RESUME)).isEqualTo(OnFailure.FINISH);
            assertThat(setting.during(StackAction.SUSPEND)).isEqualTo(OnFailure.STOP);
        }
    }

    private static Set<String> words(Set<StackState> states) {
        return states.stream().map(StackState::toString).collect(Collectors.toSet());
    }
}
