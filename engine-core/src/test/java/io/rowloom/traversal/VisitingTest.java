package io.rowloom.traversal;

import static io.rowloom.traversal.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.resource.ResourceAction;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Plans of traversals that visit the resources as they are. */
class VisitingTest {
    @Test
    void everyCurrentCopyIsVisitedAndNoOther() {
        Planned planned = Planned.visiting(NodeKind.CHECK, row(1, "A").old().dirty(), row(2, "A"), row(3, "B").tombstone(), row(4, "C").untouched());
        assertThat(planned.steps().keySet()).containsExactly("check 2", "check 4");
        assertThat(planned.plan().newRows()).isEmpty();
        assertThat(planned.plan().visits()).allMatch(visit -> visit.current() && !visit.cancel());
    }

    @Test
    void aCheckAndAResumeFollowWhatIsRequiredASuspendGoesTheOtherWay() {
        Row[] rows = {row(1, "A"), row(2, "B", 1), row(3, "C", 1, 2)};
        assertThat(Planned.visiting(NodeKind.CHECK, rows).before("check 3")).containsExactly("check 1", "check 2");
        assertThat(Planned.visiting(NodeKind.RESUME, rows).before("resume 2")).containsExactly("resume 1");
        assertThat(Planned.visiting(NodeKind.SUSPEND, rows).steps())
                .isEqualTo(Map.of("suspend 1", Set.of("suspend 2", "suspend 3"), "suspend 2", Set.of("suspend 3"), "suspend 3", Set.of()));
    }

    @Test
    void onlyWhatWasLeftUndoneForgetsItsDefinition() {
        Planned planned = Planned.visiting(NodeKind.CHECK, row(1, "A"), row(2, "B").dirty(), row(3, "C").held(ResourceAction.UPDATE));
        assertThat(planned.visit(1).forget()).isFalse();
        assertThat(planned.visit(2).forget()).isTrue();
        assertThat(planned.visit(3).forget()).isTrue();
    }

    /** Interrupted changes can leave rows that require each other. */
    @Test
    void aCircleOfRequirementsIsCut() {
        Planned planned = Planned.visiting(NodeKind.SUSPEND, row(1, "A", 2), row(2, "B", 1), row(3, "C", 2));
        assertThat(planned.runnable()).hasSize(3);
    }
}
