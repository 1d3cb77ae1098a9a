package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.limit.Scope;
import io.rowloom.stack.StackId;
import io.rowloom.traversal.FirstNodes;
import io.rowloom.traversal.Plan;
import io.rowloom.traversal.PlanResult;
import io.rowloom.traversal.PlanResult.Planned;
import io.rowloom.traversal.PlanView;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Plans of stacks that never had a row. */
abstract class FirstPlansContract extends StoreContract.Part {
    FirstPlansContract(Supplier<Store> stores) {
        super(stores);
    }

    @Test
    void whatAFirstPlanMakesReadyIsKnownAsItWouldBeRead() {
        StackId web = world.create("web");
        PlanView view = store.plans().read(web).orElseThrow();
        Plan plan = world.compute(web, "A", "B", "C needs A", "D needs B C", "E");
        Planned planned = (Planned) store.plans().write(web, plan);
        assertThat(planned.unlimited()).isTrue();
        assertThat(FirstNodes.of(view, plan, Set.copyOf(planned.ready()))).isEqualTo(world.work(web).orElseThrow());
    }

    @Test
    void aFirstPlanTellsWhetherLimitsMayHoldForIt() {
        StackId ofStack = world.create("one");
        StackId ofNone = world.create("none");
        store.limits().set(new Scope.OfStack(ofStack), 1);
        Map<StackId, PlanResult> results = store.plans().writeAll(Map.of(ofStack, world.compute(ofStack, "A"), ofNone, world.compute(ofNone, "A")));
        assertThat(results.get(ofStack)).isInstanceOfSatisfying(Planned.class, planned -> assertThat(planned.unlimited()).isFalse());
        assertThat(results.get(ofNone)).isInstanceOfSatisfying(Planned.class, planned -> assertThat(planned.unlimited()).isTrue());
        StackId ofType = world.create("type");
        store.limits().set(new Scope.OfType(Definitions.TYPE), 1);
        assertThat(world.plan(ofType, "A").unlimited()).isFalse();
    }

    @Test
    void ofTwoFirstPlansOneIsWritten() {
        StackId web = world.create("web");
        Plan plan = world.compute(web, "A", "B needs A");
        assertThat(store.plans().write(web, plan)).isInstanceOf(Planned.class);
        assertThat(store.plans().write(web, plan)).isInstanceOf(PlanResult.NotDue.class);
        assertThat(world.stack(web).pending()).isEqualTo(2);
    }

    @Test
    void aFirstPlanOfASupersededTraversalIsNotWrittenAndOneForTheNewerIs() {
        StackId web = world.create("web");
        StackId other = world.create("other");
        Plan old = world.compute(web, "A", "B");
        Plan plan = world.compute(other, "C");
        world.submitUpdate(web);
        Map<StackId, PlanResult> results = store.plans().writeAll(Map.of(web, old, other, plan));
        assertThat(results.get(web)).isInstanceOf(PlanResult.NotDue.class);
        assertThat(results.get(other)).isInstanceOf(Planned.class);
        assertThat(store.resources().list(web)).isEmpty();
        assertThat(world.plan(web, "A").ready()).hasSize(1);
        assertThat(world.ready(web)).containsExactly("update A");
    }
}
