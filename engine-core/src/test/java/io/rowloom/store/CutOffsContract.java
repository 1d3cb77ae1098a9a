package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.StackId;
import io.rowloom.template.DeletionPolicy;
import io.rowloom.traversal.CutOff;
import io.rowloom.traversal.FinishResult;
import io.rowloom.traversal.FinishResult.Standing;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Nodes that are done without a claim. */
abstract class CutOffsContract extends StoreContract.Part {
    CutOffsContract(Supplier<Store> stores) {
        super(stores);
    }

    @Test
    void anUnchangedResourceIsDoneWithoutAClaim() {
        StackId web = world.complete("A", "B needs A", "C needs B");
        world.update(web, "A=2", "B needs A", "C needs B");
        world.finish(world.claim(web, "update A"));
        ReadyNode b = world.node(web, "update B");
        List<String> told = world.told(web);

        FinishResult result = cutOff(web, unchanged(b, "input of B needs A"));

        assertThat(result.recorded()).containsExactly(b.no());
        assertThat(result.standing()).isEqualTo(Standing.GOES_ON);
        assertThat(result.ready()).containsExactly(world.node(web, "update C").node());
        ResourceView row = world.row(web, "B");
        assertThat(row.version()).isEqualTo(b.version() + 1);
        assertThat(row.dirty()).isFalse();
        assertThat(row.required()).containsExactly(77);
        assertThat(store.plans().read(web).orElseThrow().rows().get(1).definitionHash()).contains("new definition");
        assertThat(world.told(web)).as("no state changed").isEqualTo(told);
    }

    @Test
    void theLastCutOffCompletesTheStack() {
        StackId web = world.complete("A", "B needs A");
        world.update(web, "A=2", "B needs A");
        world.finish(world.claim(web, "update A"));
        assertThat(cutOff(web, unchanged(world.node(web, "update B"), "input of B needs A")).standing()).isEqualTo(Standing.COMPLETE);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
    }

    @Test
    void manyAreCutOffAtOnceAndThoseThatAreLostAreLeftOut() {
        StackId web = world.complete("A", "B", "C");
        world.update(web, "A=2", "B=2", "C=2");
        ReadyNode a = world.node(web, "update A");
        ReadyNode b = world.node(web, "update B");
        ReadyNode c = world.node(web, "update C");
        assertThat(cutOff(web, unchanged(c, "input of C"), unchanged(b, "something else"), unchanged(a, "input of A")).recorded())
                .containsExactlyInAnyOrder(a.no(), c.no());
        assertThat(world.stack(web).pending()).isEqualTo(1);
        assertThat(world.ready(web)).containsExactly("update B");
    }

    @Test
    void anUnchangedCutOffNeedsTheSameInputs() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        assertLost(web, unchanged(world.node(web, "update A"), "input of A=2"));
    }

    @Test
    void anUnchangedCutOffNeedsASuccess() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        world.fail(world.claim(web, "update A"));
        world.update(web, "A");
        assertLost(web, unchanged(world.node(web, "update A"), "input of A"));
    }

    @Test
    void everyCutOffNeedsTheVersionItWasComputedWith() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        ReadyNode a = world.node(web, "update A");
        CutOff.Unchanged late = unchanged(a, "input of A");
        CutOff.NothingToDelete lateDelete = new CutOff.NothingToDelete(a.no(), a.version(), a.node(), "");
        world.update(web, "A=3");
        assertLost(web, late);
        assertLost(web, lateDelete);
    }

    @Test
    void everyCutOffNeedsAFreeRow() {
        StackId web = world.complete("A");
        world.delete(web);
        ReadyNode a = world.node(web, "cleanup A");
        ClaimedAction held = world.claim(web, "cleanup A");
        assertLost(web, new CutOff.NothingToDelete(a.no(), held.claim().fence(), a.node(), ""));
        world.park(held, ContractWorld.LONG);
        assertLost(web, new CutOff.NothingToDelete(a.no(), held.claim().fence(), a.node(), ""));
        assertLost(web, new CutOff.AlreadyDeleted(a.no(), held.claim().fence(), a.node()));
    }

    @Test
    void aTombstoneIsDoneWithoutAClaim() {
        StackId web = tombstoneWithBusiness();
        ReadyNode a = world.node(web, "cleanup A");
        assertThat(a.tombstone()).isTrue();
        List<String> told = world.told(web);
        assertThat(cutOff(web, new CutOff.AlreadyDeleted(a.no(), a.version(), a.node())).standing()).isEqualTo(Standing.COMPLETE);
        assertThat(world.row(web, a.no()).dirty()).isFalse();
        assertThat(world.row(web, a.no()).version()).isEqualTo(a.version() + 1);
        assertThat(world.told(web)).hasSize(told.size() + 1).endsWith("web DELETE_COMPLETE");
    }

    private StackId tombstoneWithBusiness() {
        StackId web = world.complete("A");
        world.delete(web);
        ClaimedAction deleting = world.claim(web, "cleanup A");
        world.delete(web);
        world.finish(deleting);
        return web;
    }

    @Test
    void whatIsNoTombstoneIsNotTakenForOne() {
        StackId web = world.complete("A");
        world.delete(web);
        ReadyNode a = world.node(web, "cleanup A");
        assertLost(web, new CutOff.AlreadyDeleted(a.no(), a.version(), a.node()));
        world.fail(world.claim(web, "cleanup A"));
        world.delete(web);
        ReadyNode failed = world.node(web, "cleanup A");
        assertLost(web, new CutOff.AlreadyDeleted(failed.no(), failed.version(), failed.node()));
    }

    @Test
    void aRowWithNothingPhysicalBecomesATombstone() {
        StackId web = world.running("A", "B");
        world.delete(web);
        ReadyNode a = world.node(web, "cleanup A");
        ReadyNode b = world.node(web, "cleanup B");
        FinishResult result = cutOff(web, new CutOff.NothingToDelete(a.no(), a.version(), a.node(), "never made"),
                new CutOff.NothingToDelete(b.no(), b.version(), b.node(), "never made"));
        assertThat(result.standing()).isEqualTo(Standing.COMPLETE);
        ResourceView row = world.row(web, a.no());
        assertThat(row.tombstone()).isTrue();
        assertThat(row.current()).isFalse();
        assertThat(row.dirty()).isFalse();
        assertThat(row.reason()).isEqualTo("never made");
        assertThat(row.version()).isEqualTo(a.version() + 1);
        assertThat(world.told(web)).endsWith("A DELETE_COMPLETE", "B DELETE_COMPLETE", "web DELETE_COMPLETE");
        assertThat(world.events(web)).allSatisfy(e -> assertThat(e.traversal()).isPositive());
        assertThat(world.events(web).getLast().traversal()).isEqualTo(2);
        assertThat(world.events(web).get(world.events(web).size() - 2).traversal()).isEqualTo(2);
    }

    @Test
    void aCutOffForASupersededTraversalIsRecordedAndLeavesTheRowDirtyForNobodyElse() {
        StackId web = world.complete("A", "B");
        world.update(web, "A=2", "B=2");
        ReadyNode a = world.node(web, "update A");
        world.submitUpdate(web);
        FinishResult result = cutOff(2, web, unchanged(a, "input of A"));
        assertThat(result.standing()).isEqualTo(Standing.OVER);
        assertThat(result.ready()).isEmpty();
        assertThat(world.stack(web).state()).hasToString("UPDATE_IN_PROGRESS");
        assertThat(world.stack(web).pending()).isZero();
    }

    private void assertLost(StackId web, CutOff cutOff) {
        var before = world.picture(web);
        assertThat(cutOff(web, cutOff)).isEqualTo(FinishResult.nothing());
        assertThat(world.picture(web)).isEqualTo(before);
    }

    private static CutOff.Unchanged unchanged(ReadyNode node, String inputHash) {
        return new CutOff.Unchanged(node.no(), node.version(), node.node(), inputHash, "new definition", List.of(77), DeletionPolicy.RETAIN);
    }

    private FinishResult cutOff(StackId web, CutOff... rows) {
        return cutOff(world.stack(web).traversal(), web, rows);
    }

    private FinishResult cutOff(int traversal, StackId web, CutOff... rows) {
        return store.finishes().cutOff(web, traversal, List.of(rows));
    }
}
