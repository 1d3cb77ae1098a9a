package io.rowloom.resource;

import static io.rowloom.resource.DriftTest.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import io.rowloom.plugin.UpdatePolicy;
import io.rowloom.stack.Approach;
import io.rowloom.stack.Status;
import io.rowloom.template.Adoption;
import io.rowloom.template.DeletionPolicy;
import io.rowloom.template.rule.Hook;
import io.rowloom.template.rule.ResourceRules;
import io.rowloom.template.rule.Restriction;
import io.rowloom.traversal.CutOff;
import io.rowloom.traversal.NodeKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the rules for a resource make of what would be done about its node. */
class GateTest {
    private static final ObjectNode WAS = tree("{'size': 1, 'shape': 'round'}");
    private static final ResourceRules HOOKED = new ResourceRules(Set.of(Hook.PRE_CREATE, Hook.PRE_UPDATE, Hook.PRE_DELETE, Hook.POST_CREATE), Set.of());

    @Test
    void aHookHoldsTheActionItIsBefore() {
        assertThat(update(fresh(), WAS, HOOKED)).isEqualTo(new Decision.Hold(new HoldIntent(1, 5, Hook.PRE_CREATE, ResourceAction.CREATE)));
        assertThat(update(made(), tree("{'size': 2, 'shape': 'round'}"), HOOKED)).isEqualTo(new Decision.Hold(new HoldIntent(1, 5, Hook.PRE_UPDATE, ResourceAction.UPDATE)));
        assertThat(Gate.of(Decide.cleanup(made(), Approach.TRUST), made(), HOOKED, new Thing())).isEqualTo(new Decision.Hold(new HoldIntent(1, 5, Hook.PRE_DELETE, ResourceAction.DELETE)));
    }

    @Test
    void aHookThatWasClearedHoldsNoMoreAndAnotherOneDoes() {
        Decision begun = update(passed(fresh(), Hook.PRE_CREATE), WAS, HOOKED);
        assertThat(begun).isInstanceOfSatisfying(Decision.Begin.class, begin -> assertThat(begin.intent().rules()).as("for what comes after").isEqualTo(HOOKED));
        assertThat(update(passed(made(), Hook.PRE_CREATE), tree("{'size': 2}"), HOOKED)).isInstanceOf(Decision.Hold.class);
    }

    @Test
    void whatNeedsNoActionIsNotHeldAndLearnsTheRules() {
        assertThat(update(made(), WAS, HOOKED)).isInstanceOfSatisfying(Decision.Skip.class,
                skip -> assertThat(((CutOff.Unchanged) skip.cutOff()).rules()).isEqualTo(HOOKED));
        assertThat(Gate.of(Decide.cleanup(fresh(), Approach.TRUST), fresh(), HOOKED, new Thing())).as("nothing is to be deleted").isInstanceOf(Decision.Skip.class);
    }

    /** Also where everything is looked at again: the action was recorded, only its consequences waited. */
    @Test
    void whatWaitedAfterItsActionIsDone() {
        ReadyNode node = passed(made(), Hook.POST_CREATE);
        Decision converging = Decide.update(node, wanted(WAS), Approach.OBSERVE);
        assertThat(converging).isInstanceOf(Decision.Begin.class);
        assertThat(Gate.of(converging, node, HOOKED, new Thing())).isEqualTo(new Decision.Skip(new CutOff.HookPassed(1, 5, 9)));
    }

    @Test
    void visitsAreNotHeld() {
        assertThat(Gate.of(Decide.visit(made(), ResourceAction.CHECK), made(), HOOKED, new Thing())).isInstanceOf(Decision.Begin.class);
    }

    @Test
    void aRestrictedChangeIsNotBegun() {
        ResourceRules noUpdate = new ResourceRules(Set.of(Hook.PRE_UPDATE), Set.of(Restriction.UPDATE));
        ResourceRules noReplace = new ResourceRules(Set.of(), Set.of(Restriction.REPLACE));
        assertThat(update(made(), tree("{'size': 2, 'shape': 'round'}"), noUpdate)).isEqualTo(new Decision.Restrict(new RestrictedChange(1, 5, 9, "a", Restriction.UPDATE)));
        assertThat(update(made(), tree("{'size': 1, 'shape': 'flat'}"), noReplace)).isEqualTo(new Decision.Restrict(new RestrictedChange(1, 5, 9, "a", Restriction.REPLACE)));
        assertThat(update(made(), tree("{'size': 2, 'shape': 'round'}"), noReplace)).isInstanceOf(Decision.Begin.class);
        assertThat(update(made(), tree("{'size': 1, 'shape': 'flat'}"), noUpdate)).as("a replacement is no change in place").isInstanceOf(Decision.Hold.class);
        assertThat(update(fresh(), WAS, noUpdate)).as("a create is no change").isInstanceOf(Decision.Begin.class);
        assertThat(update(made(), WAS, noUpdate)).isInstanceOf(Decision.Skip.class);
    }

    /** What failed is looked at first: only then is it known what would be done. */
    @Test
    void whatFailedIsLookedAtBeforeARestrictionIsSpokenOf() {
        ReadyNode made = made();
        ReadyNode failed = new ReadyNode(made.node(), made.kind(), made.no(), made.version(), made.name(), made.type(), made.physicalId(), ResourceAction.CHECK, Status.FAILED,
                made.effect(), made.deletionPolicy(), Optional.empty(), made.definitionHash(), made.requires(), made.args(), made.properties(), Optional.empty(),
                made.rules(), made.passed(), false);
        assertThat(update(failed, tree("{'size': 2}"), new ResourceRules(Set.of(), Set.of(Restriction.UPDATE))))
                .isInstanceOfSatisfying(Decision.Begin.class, begin -> assertThat(begin.intent().firstPhase()).isEqualTo(Phase.OBSERVE));
    }

    @Test
    void aRestoreWaitsForTheHooksOfAnUpdateOrOfACreateWhenNothingIsThere() {
        assertThat(restore(made(), HOOKED)).isEqualTo(new Decision.Hold(new HoldIntent(1, 5, Hook.PRE_UPDATE, ResourceAction.RESTORE)));
        assertThat(restore(fresh(), HOOKED)).isEqualTo(new Decision.Hold(new HoldIntent(1, 5, Hook.PRE_CREATE, ResourceAction.RESTORE)));
        assertThat(restore(passed(made(), Hook.PRE_UPDATE), HOOKED)).isInstanceOf(Decision.Begin.class);
    }

    @Test
    void aRestoreChangesAResourceAlsoWhereItsPropertiesStayTheSame() {
        ResourceRules noUpdate = new ResourceRules(Set.of(), Set.of(Restriction.UPDATE));
        assertThat(restore(made(), noUpdate)).isEqualTo(new Decision.Restrict(new RestrictedChange(1, 5, 9, "a", Restriction.UPDATE)));
        assertThat(restore(made(), new ResourceRules(Set.of(), Set.of(Restriction.REPLACE)))).isInstanceOf(Decision.Begin.class);
        assertThat(restore(fresh(), noUpdate)).isInstanceOf(Decision.Begin.class);
    }

    @Test
    void neitherAnAdoptNorASnapshotIsHeldAndWhatIsBegunStaysWhatItWas() {
        Adoption adoption = new Adoption("server-7", tree("{}"));
        Wanted adopted = new Wanted(WAS, "", List.of(), "definition", DeletionPolicy.DELETE, Optional.of(adoption), Optional.empty(), Optional.empty());
        assertThat(Gate.of(Decide.update(fresh(), adopted, Approach.TRUST), fresh(), HOOKED, new Thing())).isInstanceOfSatisfying(Decision.Begin.class,
                begin -> assertThat(begin.intent()).returns(Optional.of(adoption), ClaimIntent::adopted).returns(HOOKED, ClaimIntent::rules));
        assertThat(Gate.of(Decide.visit(made(), ResourceAction.SNAPSHOT), made(), HOOKED, new Thing())).isInstanceOf(Decision.Begin.class);
    }

    private static Decision restore(ReadyNode node, ResourceRules rules) {
        Wanted then = new Wanted(WAS, WAS.toString(), List.of(), "definition", DeletionPolicy.DELETE, Optional.empty(), Optional.of(new UUID(7, 7)), Optional.empty());
        return Gate.of(Decide.update(node, then, Approach.OBSERVE), node, rules, new Thing());
    }

    private static Decision update(ReadyNode node, ObjectNode args, ResourceRules rules) {
        return Gate.of(Decide.update(node, wanted(args), Approach.TRUST), node, rules, new Thing());
    }

    private static Wanted wanted(ObjectNode args) {
        return new Wanted(args, args.toString(), List.of(), "definition", DeletionPolicy.DELETE, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static ReadyNode fresh() {
        return node(ResourceAction.INIT, Optional.empty(), Optional.empty());
    }

    private static ReadyNode made() {
        return node(ResourceAction.CREATE, Optional.of(WAS), Optional.empty());
    }

    private static ReadyNode passed(ReadyNode node, Hook hook) {
        return node(node.action(), node.properties(), Optional.of(hook));
    }

    private static ReadyNode node(ResourceAction action, Optional<ObjectNode> properties, Optional<Hook> passed) {
        return new ReadyNode(9, NodeKind.UPDATE, 1, 5, "a", "Thing", properties.map(_ -> "id"), action, Status.COMPLETE, Step.Effect.NONE, DeletionPolicy.DELETE,
                properties.map(ObjectNode::toString), Optional.of("definition"), List.of(), properties.orElse(tree("{}")), properties, Optional.empty(), ResourceRules.NONE, passed, false);
    }

    private record Thing() implements ResourceType {
        @Override
        public TypeSchema schema() {
            return TypeSchema.of("Thing", "").property("size", PropertySchema.of(PropertySchema.Type.INTEGER, ""))
                    .property("shape", PropertySchema.of(PropertySchema.Type.STRING, "").onChange(UpdatePolicy.REPLACE));
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
