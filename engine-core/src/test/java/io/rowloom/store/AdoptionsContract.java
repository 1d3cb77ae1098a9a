package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.Decide;
import io.rowloom.resource.Decision;
import io.rowloom.resource.Interventions.Health;
import io.rowloom.resource.MarkResult;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceReason;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.Approach;
import io.rowloom.stack.NewStack;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request.Goal;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Tags;
import io.rowloom.stack.Status;
import io.rowloom.stack.SubmitResult;
import io.rowloom.template.Adoption;
import io.rowloom.template.DeletionPolicy;
import io.rowloom.traversal.CutOff;
import io.rowloom.traversal.Finished;
import io.rowloom.traversal.PlanRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Stacks that leave what they made, and stacks that take it over. */
abstract class AdoptionsContract extends StoreContract.Part {
    AdoptionsContract(Supplier<Store> stores) {
        super(stores);
    }

    @Test
    void anAbandonedStackGoesAndItsRowsStillTellWhatTheyStoodFor() {
        StackId web = world.complete("A", "B needs A");
        assertThat(world.submit(web, new Goal.Abandon())).isInstanceOf(SubmitResult.Accepted.class);
        world.plan(web);
        assertThat(world.stack(web).approach()).isEqualTo(Approach.LEAVE);
        assertThat(world.ready(web)).containsExactly("cleanup B");

        leave(web, "cleanup B");
        leave(web, "cleanup A");

        assertThat(world.stack(web).state()).hasToString("DELETE_COMPLETE");
        assertThat(store.stacks().find(ContractWorld.TENANT, "web")).as("the name is free").isEmpty();
        assertThat(world.rows(web)).hasSize(2).allSatisfy(row -> {
            assertThat(row.tombstone()).isTrue();
            assertThat(row.reason()).isEqualTo(ResourceReason.ABANDONED);
            assertThat(row.physicalId()).hasValue("physical-" + row.no());
        });
    }

    private void leave(StackId stack, String words) {
        Decision decided = Decide.cleanup(world.node(stack, words), Approach.LEAVE);
        CutOff cutOff = ((Decision.Skip) decided).cutOff();
        store.finishes().cutOff(stack, world.stack(stack).traversal(), List.of(cutOff));
    }

    @Test
    void whatRunsCannotBeAbandoned() {
        StackId web = world.running("A");
        var before = world.picture(web);
        assertThat(world.submit(web, new Goal.Abandon())).isInstanceOfSatisfying(SubmitResult.NotAdmitted.class,
                refused -> assertThat(refused.why()).contains("(CREATE) in progress"));
        assertThat(world.picture(web)).isEqualTo(before);
    }

    @Test
    void aStackThatAdoptsBeginsSo() {
        NewStack adopting = adopting();
        StackId web = world.create(adopting);
        assertThat(world.stack(web).state()).hasToString("ADOPT_IN_PROGRESS");
        assertThat(world.stack(web).reason()).isEqualTo("Stack ADOPT started");
        assertThat(world.told(web)).containsExactly("web ADOPT_IN_PROGRESS");
        assertThat(store.stacks().create(adopting)).as("sent again").isEqualTo(new SubmitResult.Accepted(web, 1));
    }

    private NewStack adopting() {
        NewStack plain = world.newStack("web", OnFailure.ROLLBACK);
        return new NewStack(plain.id(), plain.tenant(), plain.name(), plain.requestId(), plain.target(), plain.onFailure(), Optional.empty(), true, Tags.NONE);
    }

    @Test
    void theClaimWritesWhatIsAdoptedAndTheFinishWhatIsSeen() {
        StackId web = world.create(adopting());
        world.plan(web, "A");
        ClaimedAction adopt = adopt(web);
        assertThat(adopt.physicalId()).hasValue("server-7");
        assertThat(adopt.action()).isEqualTo(ResourceAction.ADOPT);
        assertThat(adopt.outputs().path("address").asText()).isEqualTo("10.0.0.7");
        assertThat(world.row(web, "A").physicalId()).as("committed").hasValue("server-7");

        ObjectNode seen = JsonNodeFactory.instance.objectNode().put("address", "10.0.0.8");
        store.finishes().finish(web, 1, List.of(new Finished(adopt.claim(), Optional.empty(), Optional.of(seen), Optional.of("hash"), ResourceReason.DONE)));

        assertThat(world.stack(web).state()).hasToString("ADOPT_COMPLETE");
        assertThat(world.stack(web).lastTemplate()).isEqualTo(world.stack(web).target()).isPresent();
        ResourceView row = world.row(web, "A");
        assertThat(row.physicalId()).hasValue("server-7");
        assertThat(row.outputs()).isEqualTo(seen);
        assertThat(world.told(web)).containsExactly("web ADOPT_IN_PROGRESS", "A ADOPT_IN_PROGRESS", "A ADOPT_COMPLETE", "web ADOPT_COMPLETE");
        assertThat(world.compute(web, "A").nodes()).isEmpty();
    }

    private ClaimedAction adopt(StackId web) {
        ClaimIntent i = world.intent(web, world.node(web, "update A"));
        Adoption adoption = new Adoption("server-7", JsonNodeFactory.instance.objectNode().put("address", "10.0.0.7"));
        return world.tryClaim(web, new ClaimIntent(i.no(), i.version(), i.node(), ResourceAction.ADOPT, true, i.args(), i.requires(), i.definition(),
                i.deletionPolicy(), Optional.empty(), false, Optional.empty(), Optional.of(adoption), i.rules())).getFirst();
    }

    @Test
    void aRowOfWhatIsNotTheStacksTellsSoToPlansAndVisits() {
        StackId web = world.create("web");
        world.plan(web, "A");
        ClaimIntent i = world.intent(web, world.node(web, "update A"));
        ClaimedAction adopt = world.tryClaim(web, new ClaimIntent(i.no(), i.version(), i.node(), ResourceAction.ADOPT, true, i.args(), i.requires(), i.definition(),
                DeletionPolicy.EXTERNAL, Optional.empty(), false, Optional.empty(), Optional.of(new Adoption("server-7", JsonNodeFactory.instance.objectNode())), i.rules())).getFirst();
        assertThat(adopt.external()).isTrue();
        store.finishes().finish(web, 1, List.of(new Finished(adopt.claim(), Optional.empty(), Optional.empty(), Optional.of("hash"), ResourceReason.DONE)));
        PlanRow row = store.plans().read(web).orElseThrow().rows().getFirst();
        assertThat(row.external()).isTrue();
        assertThat(row.physicalId()).hasValue("server-7");
        assertThat(store.resources().preview(web).orElseThrow().rows().getFirst().plan()).isEqualTo(row);

        world.delete(web);
        CutOff letGo = ((Decision.Skip) Decide.cleanup(world.node(web, "cleanup A"), Approach.TRUST)).cutOff();
        store.finishes().cutOff(web, world.stack(web).traversal(), List.of(letGo));
        assertThat(world.row(web, row.no()).reason()).isEqualTo(ResourceReason.EXTERNAL);
        assertThat(world.stack(web).state()).hasToString("DELETE_COMPLETE");
    }

    @Test
    void aFailedAdoptStopsAndWhatWasNotAdoptedIsLeftByADelete() {
        StackId web = world.create(adopting());
        world.plan(web, "A", "B");
        world.fail(adopt(web), Effect.NONE, Optional.empty());
        assertThat(world.stack(web).state()).hasToString("ADOPT_FAILED");
        assertThat(world.submitUpdate(web)).isInstanceOf(SubmitResult.NotAdmitted.class);
        ResourceView row = world.row(web, "A");
        assertThat(store.interventions().mark(web, row.no(), row.version(), Health.UNHEALTHY, "")).as("it would look like the stack's own").isInstanceOf(MarkResult.NotAdmitted.class);
        world.delete(web);
        assertThat(Decide.cleanup(world.node(web, "cleanup A"), Approach.TRUST)).isInstanceOf(Decision.Skip.class);
        assertThat(world.row(web, "A").status()).isEqualTo(Status.FAILED);
    }
}
