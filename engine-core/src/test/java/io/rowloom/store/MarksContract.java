package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.Interventions.Health;
import io.rowloom.resource.MarkResult;
import io.rowloom.resource.MarkResult.Busy;
import io.rowloom.resource.MarkResult.Marked;
import io.rowloom.resource.MarkResult.Moved;
import io.rowloom.resource.MarkResult.NotAdmitted;
import io.rowloom.resource.MarkResult.NotFound;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.traversal.Plan;
import io.rowloom.traversal.PlanResult;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Resources that somebody says are not as their rows have it. */
abstract class MarksContract extends StoreContract.Part {
    MarksContract(Supplier<Store> stores) {
        super(stores);
    }

    @Test
    void aMarkedResourceIsFailedAsACheckWouldHaveIt() {
        StackId web = world.complete("A", "B needs A");
        ResourceView before = world.row(web, "A");
        assertThat(mark(web, "A", Health.UNHEALTHY)).isInstanceOf(Marked.class);
        ResourceView row = world.row(web, "A");
        assertThat(row.action()).isEqualTo(ResourceAction.CHECK);
        assertThat(row.status()).isEqualTo(Status.FAILED);
        assertThat(row.reason()).isEqualTo("it smells");
        assertThat(row.version()).isEqualTo(before.version() + 1);
        assertThat(row.properties()).isEqualTo(before.properties());
        assertThat(row.physicalId()).isEqualTo(before.physicalId());
        assertThat(world.told(web)).endsWith("A CHECK_FAILED");
        assertThat(world.reasons(web, "A")).endsWith("it smells");
        assertThat(world.stack(web).state()).as("the stack is what it was").hasToString("CREATE_COMPLETE");
    }

    @Test
    void theNextUpdateVisitsItAlsoWithTheSameTarget() {
        StackId web = world.complete("A", "B needs A", "C");
        mark(web, "A", Health.UNHEALTHY);
        world.update(web, "A", "B needs A", "C");
        ReadyNode node = world.node(web, "update A");
        assertThat(node.inputHash()).as("nothing of the last success is sure").isEmpty();
        assertThat(node.properties()).isPresent();
        assertThat(world.ready(web)).doesNotContain("update C");
    }

    @Test
    void aMarkCanBeTakenBack() {
        StackId web = world.complete("A");
        mark(web, "A", Health.UNHEALTHY);
        assertThat(mark(web, "A", Health.HEALTHY)).isInstanceOf(Marked.class);
        assertThat(world.row(web, "A").status()).isEqualTo(Status.COMPLETE);
        assertThat(world.told(web)).endsWith("A CHECK_COMPLETE");
        assertThat(world.compute(web, "A").nodes()).as("it need not be visited").isEmpty();
        assertThat(mark(web, "A", Health.HEALTHY)).as("there is nothing more to take back").isInstanceOf(NotAdmitted.class);
    }

    @Test
    void whatIsNotThereOrOnItsWayOutCannotBeMarked() {
        StackId web = world.running("A", "B");
        assertThat(mark(web, "A", Health.UNHEALTHY)).isInstanceOf(NotAdmitted.class);
        world.runAll(web);
        assertThat(mark(web, "A", Health.HEALTHY)).as("it is not CHECK_FAILED").isInstanceOf(NotAdmitted.class);
        assertThat(store.interventions().mark(web, 4711, 0, Health.UNHEALTHY, "")).isInstanceOf(NotFound.class);
        int a = world.row(web, "A").no();
        world.update(web, "B");
        world.fail(world.claim(web, "cleanup A"));
        assertThat(mark(web, a, Health.UNHEALTHY)).as("a delete that failed is still a delete").isInstanceOf(NotAdmitted.class);
        world.update(web, "B");
        world.runAll(web);
        assertThat(mark(web, a, Health.UNHEALTHY)).as("a tombstone").isInstanceOf(NotAdmitted.class);
    }

    @Test
    void aCreateThatFailedCannotBeDeclaredHealthy() {
        StackId web = world.running("A");
        world.fail(world.claim(web, "update A"));
        assertThat(mark(web, "A", Health.UNHEALTHY)).isInstanceOf(Marked.class);
        assertThat(mark(web, "A", Health.HEALTHY)).isInstanceOf(NotAdmitted.class);
    }

    @Test
    void whoeverIsAtItIsNamedAndNothingIsWritten() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        ClaimedAction a = world.claim(web, "update A");
        var before = world.picture(web);
        assertThat(mark(web, "A", Health.UNHEALTHY)).isEqualTo(new Busy(Optional.of(world.engine), ResourceAction.UPDATE));
        assertThat(world.picture(web)).isEqualTo(before);
        world.park(a, Duration.ofHours(1));
        assertThat(mark(web, "A", Health.UNHEALTHY)).as("open, and nobody at it").isEqualTo(new Busy(Optional.empty(), ResourceAction.UPDATE));
    }

    @Test
    void aRowThatMovedIsToBeLookedAtAgain() {
        StackId web = world.complete("A");
        long seen = world.row(web, "A").version();
        mark(web, "A", Health.UNHEALTHY);
        var before = world.picture(web);
        assertThat(store.interventions().mark(web, world.row(web, "A").no(), seen, Health.UNHEALTHY, "twice")).isInstanceOf(Moved.class);
        assertThat(world.picture(web)).isEqualTo(before);
    }

    @Test
    void aPlanThatWouldVisitTheMarkedRowIsMadeAgain() {
        StackId web = world.complete("A", "B");
        world.submitUpdate(web);
        Plan early = world.compute(web, "A=2", "B");
        mark(web, "A", Health.UNHEALTHY);
        assertThat(store.plans().write(web, early)).isInstanceOf(PlanResult.RowsMoved.class);
        world.plan(web, "A=2", "B");
    }

    /** As after that plan: the traversal does not see to it, the next one does. */
    @Test
    void aMarkOfARowThatAPlanLeftOutCountsAsAfterThatPlan() {
        StackId web = world.complete("A", "B");
        world.submitUpdate(web);
        Plan early = world.compute(web, "A=2", "B");
        mark(web, "B", Health.UNHEALTHY);
        store.plans().write(web, early);
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
        world.update(web, "A=2", "B");
        assertThat(world.ready(web)).containsExactly("update B");
    }

    @Test
    void aClaimThatWasDecidedBeforeTheMarkIsLost() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        var intent = world.intent(web, world.node(web, "update A"));
        mark(web, "A", Health.UNHEALTHY);
        assertThat(world.tryClaim(web, intent)).isEmpty();
        assertThat(world.ready(web)).as("its node is still to be done").containsExactly("update A");
        assertThat(world.node(web, "update A").status()).isEqualTo(Status.FAILED);
    }

    private MarkResult mark(StackId web, String name, Health health) {
        return mark(web, world.row(web, name).no(), health);
    }

    private MarkResult mark(StackId web, int no, Health health) {
        return store.interventions().mark(web, no, world.row(web, no).version(), health, "it smells");
    }
}
