package io.rowloom.resource;

import static io.rowloom.resource.DriftTest.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.stack.Approach;
import io.rowloom.stack.Status;
import io.rowloom.template.DeletionPolicy;
import io.rowloom.template.rule.ResourceRules;
import io.rowloom.traversal.CutOff;
import io.rowloom.traversal.NodeKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecideTest {
    private static final ObjectNode DONE = tree("{'place': 'old'}");
    private static final ObjectNode TRIED = tree("{'place': 'new'}");

    /** A claim for an update stores the new properties; when it comes to a replacement, the old copy is still where it was. */
    @Test
    void whatIsCleanedUpIsLookedForWhereItIs() {
        assertThat(begun(Decide.cleanup(node(ResourceAction.UPDATE, Status.COMPLETE, Effect.NONE), Approach.TRUST)).args()).isEqualTo(DONE);
        assertThat(begun(Decide.cleanup(node(ResourceAction.UPDATE, Status.FAILED, Effect.UNKNOWN), Approach.TRUST)).args()).as("it may have been moved").isEqualTo(TRIED);
    }

    @Test
    void whatIsAsWantedIsSkippedUnlessRealityIsAsked() {
        ReadyNode node = node(ResourceAction.CREATE, Status.COMPLETE, Effect.NONE);
        assertThat(Decide.update(node, wanted("hash"), Approach.TRUST)).isInstanceOf(Decision.Skip.class);
        assertThat(begun(Decide.update(node, wanted("hash"), Approach.OBSERVE)).firstPhase()).isEqualTo(Phase.OBSERVE);
        assertThat(begun(Decide.update(node, wanted("other"), Approach.TRUST)).firstPhase()).isEqualTo(Phase.BEGIN);
    }

    /** A create of unknown effect may be repeated as it was. An update that came to nothing stored other arguments: they are not those of the create. */
    @Test
    void aCreateIsNotRepeatedWithTheArgumentsOfAnUpdate() {
        assertThat(begun(Decide.update(never(ResourceAction.CREATE), wantedAs(TRIED), Approach.TRUST)).action()).isEqualTo(ResourceAction.CREATE);
        assertThat(begun(Decide.update(never(ResourceAction.UPDATE), wantedAs(TRIED), Approach.TRUST)).action()).isEqualTo(ResourceAction.UPDATE);
    }

    /** It will be replaced, and its delete must look where the create was told to make it. */
    @Test
    void whatACreateWasToldIsKeptWhileItsEffectIsUnknown() {
        assertThat(begun(Decide.update(never(ResourceAction.CREATE), wantedAs(DONE), Approach.TRUST)).args()).isEqualTo(TRIED);
        assertThat(begun(Decide.update(node(ResourceAction.UPDATE, Status.FAILED, Effect.UNKNOWN), wantedAs(DONE), Approach.TRUST)).args()).isEqualTo(DONE);
    }

    /** Another copy may have taken its place, as with files of one path. */
    @Test
    void aCopyThatComesBackIsLookedAtFirst() {
        ReadyNode back = superseded(node(ResourceAction.UPDATE, Status.COMPLETE, Effect.NONE));
        assertThat(begun(Decide.update(back, wanted("hash"), Approach.TRUST)).firstPhase()).isEqualTo(Phase.OBSERVE);
    }

    private static ReadyNode superseded(ReadyNode node) {
        return new ReadyNode(node.node(), node.kind(), node.no(), node.version(), node.name(), node.type(), node.physicalId(), node.action(), node.status(), node.effect(),
                node.deletionPolicy(), node.inputHash(), node.definitionHash(), node.requires(), node.args(), node.properties(), node.snapshot(), node.rules(), node.passed(), true);
    }

    private static ReadyNode never(ResourceAction last) {
        return new ReadyNode(2, NodeKind.UPDATE, 1, 5, "a", "Thing", Optional.empty(), last, Status.FAILED, Effect.UNKNOWN, DeletionPolicy.DELETE, Optional.empty(),
                Optional.empty(), List.of(), TRIED, Optional.empty(), Optional.empty(), ResourceRules.NONE, Optional.empty(), false);
    }

    private static Wanted wantedAs(ObjectNode args) {
        return new Wanted(args, "hash", List.of(), "definition", DeletionPolicy.DELETE, Optional.empty());
    }

    @Test
    void whatFailedIsLookedAtFirst() {
        ClaimIntent intent = begun(Decide.update(node(ResourceAction.CHECK, Status.FAILED, Effect.NONE), wanted("hash"), Approach.TRUST));
        assertThat(intent.firstPhase()).isEqualTo(Phase.OBSERVE);
        assertThat(intent.action()).isEqualTo(ResourceAction.UPDATE);
    }

    @Test
    void aVisitKeepsWhatTheRowPromises() {
        ClaimIntent intent = begun(Decide.visit(node(ResourceAction.UPDATE, Status.COMPLETE, Effect.NONE), ResourceAction.SUSPEND));
        assertThat(intent.args()).isEqualTo(DONE);
        assertThat(intent.definition()).hasValue("definition");
        assertThat(intent.requires()).containsExactly(3);
    }

    @Test
    void whatRestsAlreadyIsNotPutToRestAgainAndWhatWasNeverMadeIsNotVisited() {
        assertThat(Decide.visit(node(ResourceAction.SUSPEND, Status.COMPLETE, Effect.NONE), ResourceAction.SUSPEND))
                .isEqualTo(new Decision.Skip(new CutOff.NothingToVisit(1, 5, 2)));
        assertThat(Decide.visit(node(ResourceAction.CHECK, Status.COMPLETE, Effect.NONE), ResourceAction.CHECK)).as("a check is made each time")
                .isInstanceOf(Decision.Begin.class);
        assertThat(Decide.visit(node(ResourceAction.SUSPEND, Status.FAILED, Effect.NONE), ResourceAction.SUSPEND)).isInstanceOf(Decision.Begin.class);
        ReadyNode made = node(ResourceAction.CREATE, Status.FAILED, Effect.UNKNOWN);
        ReadyNode never = new ReadyNode(made.node(), made.kind(), made.no(), made.version(), made.name(), made.type(), Optional.empty(), made.action(), made.status(),
                made.effect(), made.deletionPolicy(), Optional.empty(), Optional.empty(), List.of(), made.args(), Optional.empty(), Optional.empty(), ResourceRules.NONE, Optional.empty(), false);
        assertThat(Decide.visit(never, ResourceAction.CHECK)).isInstanceOf(Decision.Skip.class);
    }

    /** A row whose delete was begun serves nothing any more. Another action written over that would make it one that can serve. */
    @Test
    void whatIsDeletedOrWasToBeIsNotVisited() {
        for (ResourceAction visit : List.of(ResourceAction.CHECK, ResourceAction.SUSPEND, ResourceAction.RESUME, ResourceAction.SNAPSHOT)) {
            assertThat(Decide.visit(node(ResourceAction.DELETE, Status.COMPLETE, Effect.NONE), visit)).isEqualTo(new Decision.Skip(new CutOff.NothingToVisit(1, 5, 2)));
            assertThat(Decide.visit(node(ResourceAction.DELETE, Status.FAILED, Effect.UNKNOWN), visit)).isEqualTo(new Decision.Skip(new CutOff.NothingToVisit(1, 5, 2)));
        }
    }

    private static ClaimIntent begun(Decision decision) {
        return ((Decision.Begin) decision).intent();
    }

    private static Wanted wanted(String inputHash) {
        return new Wanted(DONE, inputHash, List.of(3), "definition", DeletionPolicy.DELETE, Optional.empty());
    }

    private static ReadyNode node(ResourceAction action, Status status, Effect effect) {
        return new ReadyNode(2, NodeKind.UPDATE, 1, 5, "a", "Thing", Optional.of("id"), action, status, effect, DeletionPolicy.DELETE, Optional.of("hash"),
                Optional.of("definition"), List.of(3), TRIED, Optional.of(DONE), Optional.empty(), ResourceRules.NONE, Optional.empty(), false);
    }
}
