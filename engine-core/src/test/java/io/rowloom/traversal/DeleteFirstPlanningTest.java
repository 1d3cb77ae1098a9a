package io.rowloom.traversal;

import static io.rowloom.traversal.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.resource.ResourceAction;
import io.rowloom.template.ReplacementOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plans for names whose copies must not exist side by side. */
class DeleteFirstPlanningTest {
    @Test
    void anotherTypeIsMadeAfterTheOldCopyIsGone() {
        Planned planned = Planned.of(List.of(row(1, "A!")), "A!:Disk");
        assertThat(planned.before("update 1000")).containsExactly("cleanup 1");
        assertThat(planned.before("cleanup 1")).isEmpty();
        assertThat(planned.plan().newRows().getFirst().replacement()).isEqualTo(ReplacementOrder.DELETE_FIRST);
    }

    @Test
    void aCopyThatWasToBeMadeStillWaitsForTheDeletionThatFailed() {
        Row old = row(1, "A!").replacedBy(2).open(ResourceAction.DELETE).failed();
        Planned planned = Planned.of(List.of(old, row(2, "A!=2").replaces(1).untouched()), "A!=2");
        assertThat(planned.before("update 2")).containsExactly("cleanup 1");
        assertThat(planned.before("cleanup 1")).isEmpty();
    }

    @Test
    void whoGoesBackWhileTheOldCopyIsDeletedGetsANewOneAfterwards() {
        Row old = row(1, "A!").replacedBy(2).held(ResourceAction.DELETE);
        Planned planned = Planned.rollback(List.of(old, row(2, "A!=2").replaces(1).untouched()), "A!");
        assertThat(planned.before("update 2")).containsExactly("cleanup 1");
    }

    @Test
    void whoGoesBackBeforeTheDeletionBeganKeepsTheOldCopy() {
        Row old = row(1, "A!").replacedBy(2).dirty();
        Planned planned = Planned.of(List.of(old, row(2, "A!=2").replaces(1).untouched()), "A!");
        assertThat(planned.before("cleanup 2")).isEmpty();
        assertThat(planned.before("update 1")).containsExactly("cleanup 2");
        assertThat(planned.visit(1).current()).isTrue();
    }

    @Test
    void whatRequiresTheOldCopyAndComesLaterIsLetDownAndTheRestIsNot() {
        Row old = row(1, "A!").replacedBy(2).open(ResourceAction.DELETE).failed();
        List<Row> rows = List.of(old, row(2, "A!=2").replaces(1).untouched(), row(3, "B needs A", 1).dirty(), row(4, "C needs A", 1).dirty(), row(5, "D needs A", 1));
        Planned planned = Planned.of(rows, "A!=2", "B needs A", "C");
        assertThat(planned.before("cleanup 1")).as("C lets go, D goes").containsExactly("cleanup 5", "update 4");
        assertThat(planned.before("update 2")).containsExactly("cleanup 1");
        assertThat(planned.before("update 3")).containsExactly("update 2");
    }

    @Test
    void theOldCopyStaysUntilTheNewOneCouldBeMade() {
        Planned planned = Planned.of(List.of(row(1, "A!")), "A!:Disk needs B", "B");
        assertThat(planned.before("update 1000")).containsExactly("cleanup 1", "update 1001");
        assertThat(planned.before("cleanup 1")).containsExactly("update 1001");
    }

    /** B's new copy waits for the deletion of the old one, and that for the deletion of the old A, which required it. */
    @Test
    void theOldCopyGoesSoonerWhereOtherwiseEachWouldWaitForTheOther() {
        List<Row> rows = List.of(row(1, "B!"), row(2, "A! needs B", 1));
        Planned planned = Planned.of(rows, "A!:Disk needs B", "B!:Disk");
        assertThat(planned.before("cleanup 2")).isEmpty();
        assertThat(planned.before("cleanup 1")).containsExactly("cleanup 2");
        assertThat(planned.before("update 1001")).containsExactly("cleanup 1");
        assertThat(planned.before("update 1000")).containsExactly("cleanup 2", "update 1001");
    }

    /** X goes and required the old A, and Y, which required X, moves to the new A. X must not go before. */
    @Test
    void onlyTheCopyThatMakesWayLetsOthersDown() {
        Row old = row(1, "A!").replacedBy(2).open(ResourceAction.DELETE).failed();
        List<Row> rows = List.of(old, row(2, "A!=2").replaces(1).untouched(), row(3, "X needs A", 1), row(4, "Y needs X", 3));
        Planned planned = Planned.of(rows, "A!=2", "Y needs A");
        assertThat(planned.before("cleanup 1")).isEmpty();
        assertThat(planned.before("cleanup 3")).containsExactly("update 4");
    }

    @Test
    void aConsumerThatIsDeletedFirstItselfGoesBefore() {
        List<Row> rows = List.of(row(1, "A!"), row(2, "B! needs A", 1));
        Planned planned = Planned.of(rows, "A!:Disk", "B!:Disk needs A");
        assertThat(planned.before("cleanup 1")).containsExactly("cleanup 2");
        assertThat(planned.before("cleanup 2")).isEmpty();
        assertThat(planned.before("update 1000")).containsExactly("cleanup 1");
        assertThat(planned.before("update 1001")).containsExactly("cleanup 2", "update 1000");
    }

    /** C holds both circles together. Where it is let down by B, B can still go before A. */
    @Test
    void ofTwoThatMakeWayOnlyTheLastLetsDownWhatStays() {
        List<Row> rows = List.of(row(1, "A!"), row(2, "B! needs A", 1), row(3, "C needs B", 2));
        Planned planned = Planned.of(rows, "A!:Disk", "B!:Disk needs A", "C needs B");
        assertThat(planned.before("cleanup 1")).containsExactly("cleanup 2");
        assertThat(planned.before("cleanup 2")).isEmpty();
        assertThat(planned.before("update 3")).containsExactly("update 1001");
    }

    @Test
    void theNewestTemplateSaysWhatComesFirst() {
        Row old = row(1, "A!").replacedBy(2).open(ResourceAction.DELETE).failed();
        Planned planned = Planned.of(List.of(old, row(2, "A!=2").replaces(1).untouched()), "A=2");
        assertThat(planned.before("update 2")).isEmpty();
        assertThat(planned.before("cleanup 1")).containsExactly("update 2");
        assertThat(planned.visit(2).replacement()).isEqualTo(ReplacementOrder.CREATE_FIRST);
    }

    /** The template that a rollback returns to is older than what was said of these copies. */
    @Test
    void aRollbackDoesNotForgetWhatMustNotExistTwice() {
        Row old = row(1, "A!").replacedBy(2).open(ResourceAction.DELETE).failed();
        Planned planned = Planned.rollback(List.of(old, row(2, "A!=2").replaces(1).untouched()), "A");
        assertThat(planned.before("update 2")).containsExactly("cleanup 1");
        assertThat(planned.visit(2).replacement()).isEqualTo(ReplacementOrder.DELETE_FIRST);
    }
}
