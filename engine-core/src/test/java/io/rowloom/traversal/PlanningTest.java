package io.rowloom.traversal;

import static io.rowloom.traversal.Row.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowloom.resource.ResourceAction;
import io.rowloom.traversal.Plan.NewRow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanningTest {
    private static final int FIRST = Planned.NEXT_NO;

    @Test
    void theFirstPlanMakesARowAndAnUpdatePerName() {
        Planned planned = Planned.of(List.of(), "A", "B needs A", "C needs A B");
        assertThat(planned.plan().newRows()).containsExactly(new NewRow(FIRST, "A", "Thing", OptionalInt.empty()),
                new NewRow(FIRST + 1, "B", "Thing", OptionalInt.empty()), new NewRow(FIRST + 2, "C", "Thing", OptionalInt.empty()));
        assertThat(planned.plan().visits()).isEmpty();
        assertThat(planned.before("update 1000")).isEmpty();
        assertThat(planned.before("update 1001")).containsExactly("update 1000");
        assertThat(planned.before("update 1002")).containsExactly("update 1000", "update 1001");
        assertThat(planned.plan().nextNoRead()).isEqualTo(FIRST);
        assertThat(planned.plan().nextNo()).isEqualTo(FIRST + 3);
        assertThat(planned.plan().traversal()).isEqualTo(5);
    }

    @Test
    void nothingToNothingIsEmpty() {
        assertThat(Planned.of(List.of()).plan()).isEqualTo(new Plan(5, FIRST, FIRST, List.of(), List.of(), List.of()));
    }

    @Test
    void anUpdateToTheSameHasNoNodes() {
        Planned planned = Planned.of(List.of(row(1, "A"), row(2, "B needs A", 1)), "A", "B needs A");
        assertThat(planned.plan().nodes()).isEmpty();
        assertThat(planned.plan().visits()).isEmpty();
        assertThat(planned.plan().nextNo()).isEqualTo(FIRST);
    }

    @Test
    void aChangeVisitsTheChangedOneAndItsConsumersOnly() {
        List<Row> rows = List.of(row(1, "A"), row(2, "B needs A", 1), row(3, "C needs B", 2), row(4, "D needs A", 1), row(5, "E"));
        Planned planned = Planned.of(rows, "A", "B=2 needs A", "C needs B", "D needs A", "E");
        assertThat(planned.steps()).containsOnlyKeys("update 2", "update 3");
        assertThat(planned.before("update 2")).as("A is not visited").isEmpty();
        assertThat(planned.before("update 3")).containsExactly("update 2");
        assertThat(planned.visit(2)).isEqualTo(new Plan.Visit(2, 12, Optional.empty(), true, OptionalInt.empty(), false, false));
    }

    /** B moves on by itself, C goes, D depends on A as before. */
    @Test
    void anUpdateKnowsWhoElseRequiresItsRow() {
        Planned planned = Planned.of(List.of(row(1, "A"), row(2, "B needs A", 1), row(3, "C needs A", 1), row(4, "D needs A", 1)), "A=2", "B", "D needs A");
        List<Plan.Node> nodes = planned.plan().nodes();
        Plan.Node a = nodes.stream().filter(n -> n.resource() == 1).findAny().orElseThrow();
        assertThat(a.requiredBy()).extracting(no -> nodes.stream().filter(n -> n.no() == no).findAny().orElseThrow().resource()).containsExactly(2, 3);
        assertThat(a.dependents()).extracting(no -> nodes.stream().filter(n -> n.no() == no).findAny().orElseThrow().resource()).containsExactly(4);
        assertThat(nodes).filteredOn(n -> n.resource() != 1).allMatch(n -> n.requiredBy().isEmpty());
    }

    @Test
    void whatIsDroppedIsCleanedUpAfterItsFormerConsumerMovedOn() {
        Planned planned = Planned.of(List.of(row(1, "A"), row(2, "B needs A", 1)), "B");
        assertThat(planned.steps()).containsOnlyKeys("cleanup 1", "update 2");
        assertThat(planned.before("cleanup 1")).containsExactly("update 2");
        assertThat(planned.visit(1).current()).as("until it is deleted").isTrue();
    }

    @Test
    void whatIsAddedIsUpdatedAlone() {
        Planned planned = Planned.of(List.of(row(1, "A")), "A", "B needs A");
        assertThat(planned.steps()).containsOnlyKeys("update 1000");
        assertThat(planned.before("update 1000")).isEmpty();
    }

    @Test
    void aRenameMakesANewRowAndCleansUpTheOld() {
        Planned planned = Planned.of(List.of(row(1, "A"), row(2, "B needs A", 1)), "Z", "B needs Z");
        assertThat(planned.plan().newRows()).containsExactly(new NewRow(FIRST, "Z", "Thing", OptionalInt.empty()));
        assertThat(planned.before("update 2")).containsExactly("update 1000");
        assertThat(planned.before("cleanup 1")).containsExactly("update 2");
    }

    @Test
    void invertedDependenciesUpdateTheOtherWayRound() {
        Planned planned = Planned.of(List.of(row(1, "A"), row(2, "B needs A", 1)), "A needs B", "B");
        assertThat(planned.steps()).containsOnlyKeys("update 1", "update 2");
        assertThat(planned.before("update 1")).containsExactly("update 2");
        assertThat(planned.before("update 2")).isEmpty();
    }

    @Test
    void anotherTypeNeedsANewRowThatReplacesTheOld() {
        Planned planned = Planned.of(List.of(row(1, "A"), row(2, "B needs A", 1)), "A:Disk", "B needs A");
        assertThat(planned.plan().newRows()).containsExactly(new NewRow(FIRST, "A", "Disk", OptionalInt.of(1)));
        assertThat(planned.before("update 2")).containsExactly("update 1000");
        assertThat(planned.before("cleanup 1")).containsExactly("update 1000", "update 2");
        assertThat(planned.visit(1).current()).isFalse();
        assertThat(planned.visit(1).replacedBy()).hasValue(FIRST);
    }

    @Test
    void aNewRowComesAfterTheOneThatIsStillBeingMade() {
        Planned planned = Planned.of(List.of(row(1, "A").held(ResourceAction.CREATE).replacedBy(2), row(2, "A:Disk").untouched().replaces(1)), "A:Tape");
        assertThat(planned.plan().newRows()).containsExactly(new NewRow(FIRST, "A", "Tape", OptionalInt.of(1)));
        assertThat(planned.visit(1).cancel()).isTrue();
        assertThat(planned.visit(2).replacedBy()).hasValue(FIRST);
    }

    @Test
    void aRollbackInTheMiddleOfAReplacementReturnsToTheOriginal() {
        Planned planned = Planned.of(List.of(row(1, "A").dirty().replacedBy(2), row(2, "A=2").untouched().replaces(1)), "A");
        assertThat(planned.steps()).containsOnlyKeys("update 1", "cleanup 2");
        assertThat(planned.before("cleanup 2")).containsExactly("update 1");
        assertThat(planned.visit(1)).isEqualTo(new Plan.Visit(1, 11, Optional.empty(), true, OptionalInt.of(2), false, false));
        assertThat(planned.visit(2).current()).isFalse();
        assertThat(planned.visit(2).replacedBy()).as("the original takes its place").hasValue(1);
    }

    @Test
    void anUpdateToSomethingElseInTheMiddleOfAReplacementGoesOnWithTheReplacement() {
        Planned planned = Planned.of(List.of(row(1, "A").dirty().replacedBy(2), row(2, "A=2").untouched().replaces(1)), "A=3");
        assertThat(planned.steps()).containsOnlyKeys("update 2", "cleanup 1");
        assertThat(planned.before("cleanup 1")).containsExactly("update 2");
        assertThat(planned.visit(1).replacedBy()).as("still").hasValue(2);
    }

    @Test
    void aFailedReplacementIsWorseThanTheOriginalThatWorks() {
        Planned planned = Planned.of(List.of(row(1, "A").dirty().replacedBy(2), row(2, "A=2").failed().replaces(1)), "A=3");
        assertThat(planned.steps()).containsOnlyKeys("update 1", "cleanup 2");
    }

    @Test
    void ofEquallyGoodCopiesTheNewestServes() {
        Planned planned = Planned.of(List.of(row(1, "A").old().dirty(), row(2, "A").old().dirty()), "A=3");
        assertThat(planned.steps()).containsOnlyKeys("update 2", "cleanup 1");
    }

    @Test
    void aRowWhoseDeleteWasBegunServesNothing() {
        for (Row deleting : List.of(row(1, "A").held(ResourceAction.DELETE), row(1, "A").open(ResourceAction.DELETE),
                row(1, "A").open(ResourceAction.DELETE).failed())) {
            Planned planned = Planned.of(List.of(deleting), "A");
            assertThat(planned.plan().newRows()).containsExactly(new NewRow(FIRST, "A", "Thing", OptionalInt.of(1)));
            assertThat(planned.before("cleanup 1")).containsExactly("update 1000");
            assertThat(planned.visit(1).current()).isFalse();
            assertThat(planned.visit(1).cancel()).as("the delete is still wanted").isFalse();
        }
    }

    @Test
    void aTombstoneIsNoCopy() {
        Planned planned = Planned.of(List.of(row(1, "A").tombstone()), "A");
        assertThat(planned.plan().newRows()).containsExactly(new NewRow(FIRST, "A", "Thing", OptionalInt.empty()));
        assertThat(planned.steps()).containsOnlyKeys("update 1000");
    }

    @Test
    void aDirtyTombstoneIsVisited() {
        assertThat(Planned.of(List.of(row(1, "A").tombstone().dirty())).steps()).containsOnlyKeys("cleanup 1");
    }

    @Test
    void whatFailedIsVisitedThoughItsDefinitionIsTheSame() {
        assertThat(Planned.of(List.of(row(1, "A").failed().clean()), "A").steps()).containsOnlyKeys("update 1");
    }

    @Test
    void whatIsHeldOpenOrDirtyIsVisitedWithItsHolderAsRead() {
        Planned planned = Planned.of(List.of(row(1, "A").held(ResourceAction.UPDATE), row(2, "B").open(ResourceAction.UPDATE), row(3, "C").dirty()), "A", "B", "C");
        assertThat(planned.steps()).containsOnlyKeys("update 1", "update 2", "update 3");
        assertThat(planned.visit(1)).isEqualTo(new Plan.Visit(1, 11, Optional.of(Row.ENGINE), true, OptionalInt.empty(), false, false));
        assertThat(planned.visit(2).holder()).isEmpty();
    }

    @Test
    void whatWasPlannedAndNeverBegunIsVisited() {
        assertThat(Planned.of(List.of(row(1, "A").untouched().clean()), "A").steps()).containsOnlyKeys("update 1");
    }

    @Test
    void openActionsOfWhatLeavesAreAskedToStop() {
        Planned planned = Planned.of(List.of(row(1, "A").held(ResourceAction.CREATE), row(2, "B").open(ResourceAction.UPDATE), row(3, "C")));
        assertThat(planned.visit(1).cancel()).isTrue();
        assertThat(planned.visit(2).cancel()).isTrue();
        assertThat(planned.visit(3).cancel()).isFalse();
    }

    @Test
    void aDeleteRunsAlongWhatRowsRequiredOldAndNew() {
        Planned planned = Planned.of(List.of(row(1, "A"), row(2, "B"), row(3, "C needs A", 1, 2).held(ResourceAction.UPDATE)));
        assertThat(planned.before("cleanup 1")).containsExactly("cleanup 3");
        assertThat(planned.before("cleanup 2")).containsExactly("cleanup 3");
        assertThat(planned.before("cleanup 3")).isEmpty();
    }

    @Test
    void aCopyGoesAfterItsOwnReplacementIfThatGoesToo() {
        Planned planned = Planned.of(List.of(row(1, "A").replacedBy(2), row(2, "A=2").replaces(1)));
        assertThat(planned.before("cleanup 1")).containsExactly("cleanup 2");
        assertThat(planned.before("cleanup 2")).isEmpty();
    }

    @Test
    void aCircleThroughAReplacementIsCutThere() {
        // 1 goes after 2, which replaced it; 2 goes after 1, which requires it
        Planned planned = Planned.of(List.of(row(1, "A", 2).replacedBy(2), row(2, "A=2").replaces(1)));
        assertThat(planned.before("cleanup 2")).containsExactly("cleanup 1");
        assertThat(planned.before("cleanup 1")).isEmpty();
    }

    @Test
    void aCircleOfRequirementsLosesOneEdge() {
        Planned planned = Planned.of(List.of(row(1, "A", 3), row(2, "B", 1), row(3, "C", 2)));
        assertThat(planned.steps().values().stream().mapToInt(Set::size).sum()).isEqualTo(2);
        assertThat(planned.runnable()).hasSize(3);
    }

    @Test
    void whatOnlyWaitsForACircleKeepsItsOrder() {
        Planned planned = Planned.of(List.of(row(1, "A", 2), row(2, "B", 1), row(3, "Net"), row(4, "C", 3)), "Z");
        assertThat(planned.before("cleanup 3")).containsExactly("cleanup 4");
        Planned behind = Planned.of(List.of(row(1, "A", 2, 5), row(2, "B", 1), row(5, "Net")));
        assertThat(behind.before("cleanup 5")).containsExactly("cleanup 1");
        assertThat(behind.runnable()).hasSize(3);
    }

    @Test
    void invertedDependenciesWithBothEndsReplacedBeforeGoInSomeOrder() {
        Planned planned = Planned.of(List.of(row(1, "A").replacedBy(3), row(2, "B needs A", 1).replacedBy(4),
                row(3, "A=2 needs B", 4).replaces(1), row(4, "B=2").replaces(2)));
        assertThat(planned.before("cleanup 4")).containsExactly("cleanup 3");
        assertThat(planned.before("cleanup 1")).contains("cleanup 2");
        assertThat(planned.runnable()).hasSize(4);
    }

    @Test
    void aTargetThatRunsInACircleIsABugThatIsNamed() {
        assertThatThrownBy(() -> Planned.of(List.of(), "A needs B", "B needs A")).isInstanceOf(IllegalStateException.class).hasMessageContaining("circle");
    }
}
