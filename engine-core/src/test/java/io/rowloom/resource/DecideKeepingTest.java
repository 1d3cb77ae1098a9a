package io.rowloom.resource;

import static io.rowloom.resource.DriftTest.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.stack.Approach;
import io.rowloom.stack.Status;
import io.rowloom.template.Adoption;
import io.rowloom.template.DeletionPolicy;
import io.rowloom.template.rule.ResourceRules;
import io.rowloom.traversal.CutOff;
import io.rowloom.traversal.NodeKind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What ready nodes come to when stacks are left, taken over, kept and gone back to. */
class DecideKeepingTest {
    private static final ObjectNode NOTHING = tree("{}");
    private static final ObjectNode SOME = tree("{'size': 1}");
    private static final UUID SNAPSHOT = new UUID(3, 3);

    /** A row as a test wants it; the rest is of no account. */
    private record Row(ResourceAction action, Status status, Effect effect, DeletionPolicy policy, Optional<String> id, ObjectNode args, Optional<ObjectNode> properties,
            Optional<UUID> snapshot) {
        static Row untouched() {
            return new Row(ResourceAction.INIT, Status.COMPLETE, Effect.NONE, DeletionPolicy.DELETE, Optional.empty(), NOTHING, Optional.empty(), Optional.empty());
        }

        static Row made(DeletionPolicy policy) {
            return new Row(ResourceAction.CREATE, Status.COMPLETE, Effect.NONE, policy, Optional.of("id"), SOME, Optional.of(SOME), Optional.empty());
        }

        Row last(ResourceAction other, Status how, Effect what) {
            return new Row(other, how, what, policy, id, args, properties, snapshot);
        }

        Row naming(UUID other) {
            return new Row(action, status, effect, policy, id, args, properties, Optional.of(other));
        }

        Row neverMade(ObjectNode tried) {
            return new Row(action, status, effect, policy, Optional.empty(), tried, Optional.empty(), snapshot);
        }

        ReadyNode node() {
            return new ReadyNode(7, NodeKind.UPDATE, 1, 5, "a", "Thing", id, action, status, effect, policy, properties.map(_ -> "hash"), Optional.of("definition"), List.of(), args, properties,
                    snapshot, ResourceRules.NONE, Optional.empty(), false);
        }
    }

    @Test
    void whatIsLeftIsNotDeletedWhateverItsPolicy() {
        for (DeletionPolicy policy : DeletionPolicy.values()) {
            assertThat(Decide.cleanup(Row.made(policy).node(), Approach.LEAVE)).isEqualTo(new Decision.Skip(new CutOff.NothingToDelete(1, 5, 7, ResourceReason.ABANDONED)));
        }
        assertThat(reason(Decide.cleanup(Row.untouched().node(), Approach.LEAVE))).isEqualTo("nothing was created");
    }

    @Test
    void onlyWhatWasAdoptedIsDeleted() {
        Row failed = Row.untouched().last(ResourceAction.ADOPT, Status.FAILED, Effect.NONE);
        assertThat(reason(Decide.cleanup(failed.node(), Approach.TRUST))).contains("not adopted");
        Row adopted = Row.made(DeletionPolicy.DELETE).last(ResourceAction.ADOPT, Status.COMPLETE, Effect.NONE);
        assertThat(begun(Decide.cleanup(adopted.node(), Approach.TRUST)).action()).isEqualTo(ResourceAction.DELETE);
    }

    @Test
    void aPolicyMayAskToKeepWhatIsDeletedOnce() {
        assertThat(begun(Decide.cleanup(Row.made(DeletionPolicy.SNAPSHOT).node(), Approach.TRUST)).firstPhase()).isEqualTo(Phase.SNAPSHOT);
        assertThat(begun(Decide.cleanup(Row.made(DeletionPolicy.DELETE).node(), Approach.TRUST)).firstPhase()).isEqualTo(Phase.BEGIN);
        Row halfGone = Row.made(DeletionPolicy.SNAPSHOT).last(ResourceAction.DELETE, Status.FAILED, Effect.UNKNOWN).naming(SNAPSHOT);
        ClaimIntent again = begun(Decide.cleanup(halfGone.node(), Approach.TRUST));
        assertThat(again.firstPhase()).as("kept before").isEqualTo(Phase.BEGIN);
        assertThat(again.snapshot()).as("and still known to be").hasValue(SNAPSHOT);
        Row restoredOnce = Row.made(DeletionPolicy.SNAPSHOT).last(ResourceAction.RESTORE, Status.COMPLETE, Effect.NONE).naming(SNAPSHOT);
        assertThat(begun(Decide.cleanup(restoredOnce.node(), Approach.TRUST)).firstPhase()).as("that was another snapshot").isEqualTo(Phase.SNAPSHOT);
        Row neverWorked = Row.made(DeletionPolicy.SNAPSHOT).last(ResourceAction.CREATE, Status.FAILED, Effect.UNKNOWN).neverMade(SOME);
        assertThat(begun(Decide.cleanup(neverWorked.node(), Approach.TRUST)).firstPhase()).as("nothing to keep").isEqualTo(Phase.BEGIN);
    }

    @Test
    void whatTheTargetSaysIsThereIsAdoptedOnce() {
        Adoption adoption = new Adoption("server-7", NOTHING);
        ClaimIntent intent = begun(Decide.update(Row.untouched().node(), wanted(Optional.of(adoption), Optional.empty()), Approach.TRUST));
        assertThat(intent.action()).isEqualTo(ResourceAction.ADOPT);
        assertThat(intent.adopted()).hasValue(adoption);
        ClaimIntent later = begun(Decide.update(Row.made(DeletionPolicy.DELETE).last(ResourceAction.CREATE, Status.FAILED, Effect.NONE).node(),
                wanted(Optional.of(adoption), Optional.empty()), Approach.TRUST));
        assertThat(later.action()).isEqualTo(ResourceAction.UPDATE);
        assertThat(later.adopted()).isEmpty();
    }

    @Test
    void whatASnapshotHasDataOfIsRestored() {
        ClaimIntent there = begun(Decide.update(Row.made(DeletionPolicy.DELETE).node(), wanted(Optional.empty(), Optional.of(SNAPSHOT)), Approach.OBSERVE));
        assertThat(there.action()).isEqualTo(ResourceAction.RESTORE);
        assertThat(there.snapshot()).hasValue(SNAPSHOT);
        assertThat(there.firstPhase()).isEqualTo(Phase.BEGIN);
        assertThat(action(Row.untouched(), Optional.of(SNAPSHOT))).as("made with what was kept").isEqualTo(ResourceAction.RESTORE);
        assertThat(action(Row.untouched(), Optional.empty())).isEqualTo(ResourceAction.CREATE);
    }

    /** Same key, same arguments: what a restore may have made, nothing but the same restore may be asked about. */
    @Test
    void whatMayHaveMadeSomethingIsRepeatedAsItWasOrReplaced() {
        Row restoring = Row.untouched().last(ResourceAction.RESTORE, Status.FAILED, Effect.UNKNOWN).neverMade(SOME).naming(SNAPSHOT);
        assertThat(action(restoring, Optional.of(SNAPSHOT))).isEqualTo(ResourceAction.RESTORE);
        assertThat(action(restoring, Optional.of(new UUID(4, 4)))).isEqualTo(ResourceAction.UPDATE);
        assertThat(action(restoring, Optional.empty())).isEqualTo(ResourceAction.UPDATE);
        Row creating = Row.untouched().last(ResourceAction.CREATE, Status.FAILED, Effect.UNKNOWN).neverMade(SOME);
        assertThat(action(creating, Optional.empty())).isEqualTo(ResourceAction.CREATE);
        assertThat(action(creating, Optional.of(SNAPSHOT))).isEqualTo(ResourceAction.UPDATE);
        assertThat(action(creating.neverMade(NOTHING), Optional.empty())).as("other arguments").isEqualTo(ResourceAction.UPDATE);
    }

    @Test
    void aSnapshotIsTakenAlsoOfWhatASnapshotWasTakenOf() {
        Row kept = Row.made(DeletionPolicy.DELETE).last(ResourceAction.SNAPSHOT, Status.COMPLETE, Effect.NONE);
        assertThat(begun(Decide.visit(kept.node(), ResourceAction.SNAPSHOT)).action()).isEqualTo(ResourceAction.SNAPSHOT);
        assertThat(Decide.visit(Row.untouched().node(), ResourceAction.SNAPSHOT)).isInstanceOf(Decision.Skip.class);
    }

    private static ResourceAction action(Row row, Optional<UUID> restored) {
        return begun(Decide.update(row.node(), wanted(Optional.empty(), restored), Approach.OBSERVE)).action();
    }

    private static Wanted wanted(Optional<Adoption> adopted, Optional<UUID> restored) {
        return new Wanted(SOME, "hash", List.of(), "definition", DeletionPolicy.DELETE, adopted, restored, Optional.empty());
    }

    private static ClaimIntent begun(Decision decision) {
        return ((Decision.Begin) decision).intent();
    }

    private static String reason(Decision decision) {
        return ((CutOff.NothingToDelete) ((Decision.Skip) decision).cutOff()).reason();
    }
}
