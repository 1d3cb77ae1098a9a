package io.rowloom.resource;

import static io.rowloom.resource.DriftTest.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.engine.EngineId;
import io.rowloom.plugin.Observation;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.Recovery;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import io.rowloom.plugin.UpdatePolicy;
import io.rowloom.stack.Approach;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.StackId;
import io.rowloom.template.rule.ResourceRules;
import io.rowloom.template.rule.Restriction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How a claimed action is carried out, and what a look at reality changes about it. */
class CourseTest {
    private static final ObjectNode NOTHING = tree("{}");
    private static final ObjectNode WANTED = tree("{'size': 1, 'shape': 'round', 'owner': 'me'}");
    private static final Course CALL = new Course.Call(Optional.empty());
    private static final Course CONFIRM = new Course.Confirm("state changed", Optional.empty());

    @Test
    void aCheckLooksAndNothingElse() {
        assertThat(Course.of(action(ResourceAction.CHECK, Phase.BEGIN), thing(), 5)).isEqualTo(new Course.Observe());
        assertThat(Course.of(action(ResourceAction.CHECK, Phase.RETRY), thing(), 5)).isEqualTo(new Course.Observe());
    }

    @Test
    void aCheckRefusesWhatIsMissingUnfitOrDifferent() {
        assertThat(check(new Observation.Missing("gone"))).isEqualTo(new Course.Refuse("gone", List.of()));
        assertThat(check(new Observation.Unfit("ill"))).isEqualTo(new Course.Refuse("ill", List.of()));
        assertThat(check(new Observation.Found(tree("{'size': 2}"), NOTHING))).isEqualTo(new Course.Refuse("size differs from what it should be",
                List.of(new Difference("size", WANTED.get("size"), tree("{'size': 2}").get("size")))));
        assertThat(check(new Observation.Found(tree("{'size': 2, 'shape': 'flat'}"), NOTHING)))
                .extracting(course -> ((Course.Refuse) course).reason()).isEqualTo("size, shape differ from what they should be");
    }

    @Test
    void aCheckConfirmsWhatIsRightAndWhatCannotBeSeen() {
        assertThat(check(new Observation.Found(WANTED, tree("{'id': 'x'}")))).as("outputs are not taken over: nobody would tell the dependents").isEqualTo(CONFIRM);
        assertThat(check(new Observation.Unreadable())).isEqualTo(new Course.Confirm("CHECK not supported for Thing", Optional.empty()));
    }

    @Test
    void anAdoptTakesOverWhatIsAsItShouldBeAndChangesNothing() {
        assertThat(Course.of(action(ResourceAction.ADOPT, Phase.BEGIN), thing(), 5)).isEqualTo(new Course.Observe());
        ObjectNode outputs = tree("{'id': 'x'}");
        assertThat(adopt(new Observation.Found(WANTED, outputs))).isEqualTo(new Course.Confirm("state changed", Optional.of(outputs)));
        assertThat(adopt(new Observation.Unreadable())).as("believed").isEqualTo(CONFIRM);
        assertThat(adopt(new Observation.Missing("gone"))).isEqualTo(new Course.Refuse("Thing id cannot be adopted: gone", List.of()));
        assertThat(adopt(new Observation.Unfit("ill"))).isEqualTo(new Course.Refuse("Thing id cannot be adopted: ill", List.of()));
        assertThat(adopt(new Observation.Found(tree("{'size': 2}"), NOTHING)))
                .isInstanceOfSatisfying(Course.Refuse.class, refused -> assertThat(refused.drift()).hasSize(1));
    }

    @Test
    void whatIsKeptBeforeADeleteComesFirst() {
        assertThat(Course.of(action(ResourceAction.DELETE, Phase.SNAPSHOT), thing(), 5)).isEqualTo(new Course.Keep());
        assertThat(Course.of(action(ResourceAction.DELETE, Phase.BEGIN), thing(), 5)).as("whoever goes on after that").isEqualTo(CALL);
        assertThat(Course.of(action(ResourceAction.SNAPSHOT, Phase.BEGIN), thing(), 5)).isEqualTo(CALL);
    }

    @Test
    void aRestoreIsAnUpdateToThePropertiesOfThen() {
        assertThat(restore(Optional.of(WANTED), Optional.of("id"))).isEqualTo(CALL);
        assertThat(restore(Optional.of(tree("{'size': 1, 'shape': 'flat', 'owner': 'me'}")), Optional.of("id"))).isInstanceOf(Course.Replace.class);
        assertThat(restore(Optional.empty(), Optional.empty())).as("made with what was kept").isEqualTo(CALL);
        assertThat(restore(Optional.empty(), Optional.of("id"))).as("its create failed").isInstanceOf(Course.Replace.class);
        assertThat(Course.of(action(ResourceAction.RESTORE, Phase.BEGIN), thing(), 5)).isEqualTo(new Course.Refuse("the snapshot is deleted", List.of()));
    }

    private static Course restore(Optional<ObjectNode> properties, Optional<String> id) {
        return Course.of(action(ResourceAction.RESTORE, Phase.BEGIN, properties, Optional.empty(), Optional.of(NOTHING), id), thing(), 5);
    }

    @Test
    void whatIsGoneIsMadeAnew() {
        assertThat(mend(new Observation.Missing("gone"), thing())).isEqualTo(new Course.Replace("gone"));
    }

    @Test
    void whatIsUnfitIsMendedWhereItsTypeCan() {
        assertThat(mend(new Observation.Unfit("ill"), thing())).isEqualTo(new Course.Replace("ill"));
        assertThat(mend(new Observation.Unfit("ill"), new Thing(Recovery.REPAIR))).isEqualTo(CALL);
    }

    @Test
    void whatIsUnfitIsNotMendedWhereAChangeAsksForAnother() {
        ClaimedAction changed = action(ResourceAction.UPDATE, Phase.OBSERVE, Optional.of(tree("{'size': 1, 'shape': 'flat', 'owner': 'me'}")), Optional.of("hash"));
        assertThat(Course.after(new Observation.Unfit("ill"), changed, new Thing(Recovery.REPAIR))).isInstanceOf(Course.Replace.class);
    }

    @Test
    void whatDiffersIsChangedInPlaceOrReplacedOrRefusedAsItsPropertiesSay() {
        assertThat(mend(new Observation.Found(tree("{'size': 2}"), NOTHING), thing()))
                .isEqualTo(new Course.Call(Optional.of(tree("{'size': 2, 'shape': 'round', 'owner': 'me'}"))));
        assertThat(mend(new Observation.Found(tree("{'shape': 'flat'}"), NOTHING), thing())).isInstanceOf(Course.Replace.class);
        assertThat(mend(new Observation.Found(tree("{'owner': 'you'}"), NOTHING), thing())).isInstanceOf(Course.Refuse.class);
    }

    @Test
    void whatIsFoundAsItShouldBeIsConfirmedWithItsOutputs() {
        ObjectNode outputs = tree("{'id': 'x'}");
        assertThat(mend(new Observation.Found(WANTED, outputs), thing())).isEqualTo(new Course.Confirm("state changed", Optional.of(outputs)));
    }

    /** The template changed a property that the type cannot read: what was found must not hide that. */
    @Test
    void aWantedChangeIsMadeAlsoWhereRealityIsAsItWas() {
        ClaimedAction changed = action(ResourceAction.UPDATE, Phase.OBSERVE, Optional.of(tree("{'size': 0, 'shape': 'round', 'owner': 'me'}")), Optional.of("hash"));
        assertThat(Course.after(new Observation.Found(tree("{'shape': 'round'}"), NOTHING), changed, thing())).isInstanceOf(Course.Call.class);
        assertThat(Course.after(new Observation.Unreadable(), changed, thing())).isEqualTo(CALL);
    }

    /** Neither the last success nor what was found says anything of it. */
    @Test
    void aPropertyThatTheTemplateGainedIsAChange() {
        ClaimedAction changed = action(ResourceAction.UPDATE, Phase.OBSERVE, Optional.of(tree("{'size': 1, 'owner': 'me'}")), Optional.of("hash"));
        assertThat(Course.after(new Observation.Found(tree("{'size': 1}"), NOTHING), changed, thing())).isInstanceOf(Course.Replace.class);
        ClaimedAction lost = action(ResourceAction.UPDATE, Phase.OBSERVE, Optional.of(tree("{'size': 1, 'shape': 'round', 'owner': 'me', 'weight': 5}")), Optional.of("hash"));
        assertThat(Course.after(new Observation.Found(tree("{'size': 1}"), NOTHING), lost, thing())).isInstanceOf(Course.Call.class);
    }

    @Test
    void whatCannotBeSeenIsTakenAtItsWordUnlessItFailed() {
        assertThat(mend(new Observation.Unreadable(), thing())).isEqualTo(CONFIRM);
        ClaimedAction uncertain = action(ResourceAction.UPDATE, Phase.OBSERVE, Optional.of(WANTED), Optional.empty());
        assertThat(Course.after(new Observation.Unreadable(), uncertain, thing())).as("nothing counts as being as it was").isEqualTo(new Course.Call(Optional.of(NOTHING)));
    }

    /** An update was cut off: whatever it did cannot be seen where the type cannot read. */
    @Test
    void afterAnUnknownEffectOnlyWhatWasReadIsKnown() {
        ClaimedAction uncertain = action(ResourceAction.UPDATE, Phase.OBSERVE, Optional.of(WANTED), Optional.empty());
        ObjectNode part = tree("{'size': 1}");
        assertThat(Course.after(new Observation.Found(part, NOTHING), uncertain, thing())).isEqualTo(new Course.Call(Optional.of(part)));
        assertThat(Course.after(new Observation.Found(WANTED, NOTHING), uncertain, thing())).isEqualTo(new Course.Confirm("state changed", Optional.of(NOTHING)));
    }

    @Test
    void whoeverGoesOnWithAnActionLooksAgain() {
        assertThat(Course.of(action(ResourceAction.UPDATE, Phase.OBSERVE), thing(), 5)).isEqualTo(new Course.Observe());
        assertThat(Course.of(action(ResourceAction.UPDATE, Phase.WAIT), thing(), 5)).isEqualTo(CALL);
    }

    @Test
    void aRestrictedChangeIsRefusedWhateverFindsItNecessary() {
        ClaimedAction failed = action(ResourceAction.UPDATE, Phase.BEGIN);
        Course noReplace = new Course.Refuse("replace is restricted for resource.", List.of());
        Course noUpdate = new Course.Refuse("update is restricted for resource.", List.of());
        assertThat(Course.after(new Observation.Missing("gone"), restricted(failed, Restriction.REPLACE), thing())).isEqualTo(noReplace);
        assertThat(Course.after(new Observation.Found(tree("{'shape': 'flat'}"), NOTHING), restricted(failed, Restriction.REPLACE), thing())).isEqualTo(noReplace);
        assertThat(Course.after(new Observation.Found(tree("{'size': 2}"), NOTHING), restricted(failed, Restriction.UPDATE), thing())).isEqualTo(noUpdate);
        assertThat(Course.after(new Observation.Found(tree("{'size': 2}"), NOTHING), restricted(failed, Restriction.REPLACE), thing())).isInstanceOf(Course.Call.class);
        assertThat(Course.after(new Observation.Found(WANTED, NOTHING), restricted(failed, Restriction.UPDATE), thing())).as("nothing is to be changed").isInstanceOf(Course.Confirm.class);
    }

    @Test
    void whatWasBegunIsNotCutShortByARestriction() {
        assertThat(Course.of(restricted(action(ResourceAction.UPDATE, Phase.WAIT), Restriction.UPDATE), thing(), 5)).isEqualTo(CALL);
        assertThat(Course.of(restricted(action(ResourceAction.CREATE, Phase.BEGIN), Restriction.UPDATE), thing(), 5)).isEqualTo(CALL);
        assertThat(Course.of(restricted(action(ResourceAction.DELETE, Phase.BEGIN), Restriction.REPLACE), thing(), 5)).isEqualTo(CALL);
    }

    private static Course check(Observation seen) {
        return Course.after(seen, action(ResourceAction.CHECK, Phase.BEGIN), thing());
    }

    private static Course adopt(Observation seen) {
        return Course.after(seen, action(ResourceAction.ADOPT, Phase.BEGIN, Optional.empty(), Optional.empty()), thing());
    }

    private static Course mend(Observation seen, ResourceType type) {
        return Course.after(seen, action(ResourceAction.UPDATE, Phase.OBSERVE), type);
    }

    private static ClaimedAction action(ResourceAction action, Phase phase) {
        return action(action, phase, Optional.of(WANTED), Optional.of("hash"));
    }

    private static ClaimedAction action(ResourceAction action, Phase phase, Optional<ObjectNode> properties, Optional<String> inputHash) {
        return action(action, phase, properties, inputHash, Optional.empty(), Optional.of("id"));
    }

    private static ClaimedAction action(ResourceAction action, Phase phase, Optional<ObjectNode> properties, Optional<String> inputHash, Optional<ObjectNode> kept,
            Optional<String> id) {
        StackId stackId = new StackId(new UUID(1, 1));
        StackHead stack = new StackHead(stackId, "acme", "web", 2, StackAction.UPDATE, OnFailure.STOP, Optional.of("target"), Approach.OBSERVE, Optional.empty());
        return new ClaimedAction(stack, new Claim(stackId, 1, new EngineId(new UUID(2, 2)), 3), 2, 7, "a", "Thing", action, 1, phase, Optional.empty(), id,
                WANTED, properties, NOTHING, inputHash, "", 0, 0, 0, false, kept, ResourceRules.NONE);
    }

    private static ClaimedAction restricted(ClaimedAction a, Restriction restriction) {
        return new ClaimedAction(a.stack(), a.claim(), a.traversal(), a.node(), a.name(), a.type(), a.action(), a.generation(), a.phase(), a.cookie(), a.physicalId(),
                a.args(), a.properties(), a.outputs(), a.inputHash(), a.reason(), a.attempts(), a.tries(), a.wake(), a.cancel(), a.kept(),
                new ResourceRules(Set.of(), Set.of(restriction)));
    }

    private static ResourceType thing() {
        return new Thing(Recovery.REPLACE);
    }

    private record Thing(Recovery whenUnfit) implements ResourceType {
        @Override
        public Recovery recovery(ObjectNode before, ObjectNode after) {
            return whenUnfit;
        }

        @Override
        public TypeSchema schema() {
            return TypeSchema.of("Thing", "").property("size", PropertySchema.of(PropertySchema.Type.INTEGER, ""))
                    .property("shape", PropertySchema.of(PropertySchema.Type.STRING, "").onChange(UpdatePolicy.REPLACE))
                    .property("owner", PropertySchema.of(PropertySchema.Type.STRING, "").onChange(UpdatePolicy.IMMUTABLE))
                    .property("weight", PropertySchema.of(PropertySchema.Type.INTEGER, ""));
        }

        @Override
        public Step create(ResourceCall call) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Step delete(ResourceCall call) {
            throw new UnsupportedOperationException();
        }
    }
}
