package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.preview.PreviewRow;
import io.rowloom.preview.PreviewView;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.Phase;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.Purged;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.StackId;
import io.rowloom.traversal.Finished;
import io.rowloom.value.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Reading and purging resource rows, and what they carry. */
abstract class ResourcesContract extends StoreContract.Part {
    ResourcesContract(Supplier<Store> stores) {
        super(stores);
    }

    @Test
    void rowsAreListedByNumberTombstonesIncluded() {
        StackId web = world.complete("C", "B", "A");
        world.update(web, "B");
        world.runAll(web);
        assertThat(world.rows(web)).extracting(ResourceView::no).isSorted().hasSize(3);
        assertThat(world.rows(web).stream().filter(ResourceView::tombstone)).extracting(ResourceView::name).containsExactlyInAnyOrder("A", "C");
        assertThat(store.resources().list(world.newStack("none", OnFailure.STOP).id())).isEmpty();
    }

    @Test
    void aPreviewReadsWhatPlansAndDecisionsRead() {
        StackId web = world.complete("A", "B", "C");
        world.update(web, "A=2", "B=2");
        ClaimedAction claimed = world.claim(web, "update A");
        world.fail(world.claim(web, "cleanup C"), Effect.UNKNOWN, Optional.empty());
        world.delete(web);
        PreviewView view = store.resources().preview(web).orElseThrow();
        assertThat(view.stack()).isEqualTo(world.stack(web));
        assertThat(view.rows()).extracting(PreviewRow::plan).isEqualTo(store.plans().read(web).orElseThrow().rows());
        PreviewRow a = row(view, "A");
        assertThat(a.phase()).contains(Phase.BEGIN);
        assertThat(a.cancel()).isTrue();
        assertThat(a.args()).isEqualTo(claimed.args());
        assertThat(a.properties()).isEqualTo(claimed.properties());
        assertThat(a.outputs()).isEqualTo(claimed.outputs());
        assertThat(row(view, "C").effect()).isEqualTo(Effect.UNKNOWN);
        ReadyNode b = world.node(web, "cleanup B");
        assertThat(row(view, "B")).isEqualTo(new PreviewRow(row(view, "B").plan(), b.physicalId(), "state changed", Optional.empty(), false, b.effect(),
                b.deletionPolicy(), b.inputHash(), b.args(), b.properties(), world.row(web, "B").outputs(), b.snapshot()));
        assertThat(store.resources().preview(world.newStack("none", OnFailure.STOP).id())).isEmpty();
    }

    private static PreviewRow row(PreviewView view, String name) {
        return view.rows().stream().filter(row -> row.plan().name().equals(name)).findAny().orElseThrow();
    }

    @Test
    void oldTombstonesArePurged() {
        StackId web = world.complete("A", "B");
        world.update(web, "A");
        world.runAll(web);
        assertThat(world.purge(ContractWorld.LONG)).as("a call may still be on its way").isZero();
        assertThat(world.purge(Duration.ZERO)).isEqualTo(1);
        assertThat(world.rows(web)).extracting(ResourceView::name).containsExactly("A");
        assertThat(world.purge(Duration.ZERO)).isZero();
    }

    @Test
    void noMoreRowsAreLookedAtThanAskedFor() {
        StackId web = world.complete("A", "B", "C");
        world.delete(web);
        world.runAll(web);
        Purged some = store.resources().purge(Duration.ZERO, Optional.empty(), 2);
        assertThat(some.rows()).isEqualTo(2);
        assertThat(some.next()).isPresent();
        assertThat(store.resources().purge(Duration.ZERO, some.next(), 2)).isEqualTo(new Purged(1, Optional.empty()));
    }

    @Test
    void tombstonesThatATraversalHasBusinessWithAreKept() {
        StackId web = world.complete("A");
        world.delete(web);
        ClaimedAction deleting = world.claim(web, "cleanup A");
        assertThat(world.purge(Duration.ZERO)).as("held").isZero();
        world.delete(web);
        world.finish(deleting);
        assertThat(world.purge(Duration.ZERO)).as("dirty").isZero();
        world.runAll(web);
        assertThat(world.purge(Duration.ZERO)).isEqualTo(1);
    }

    @Test
    void whatWorksFailedOrRunsIsNeverPurged() {
        StackId web = world.running("A", "B", "C");
        world.finish(world.claim(web, "update A"));
        world.claim(web, "update B");
        world.fail(world.claim(web, "update C"));
        assertThat(world.purge(Duration.ZERO)).isZero();
        assertThat(world.rows(web)).hasSize(3);
    }

    @Test
    void secretsInPropertiesAndOutputsComeBackAsSecrets() {
        StackId web = world.running("A");
        ClaimIntent i = world.intent(web, world.node(web, "update A"));
        ObjectNode args = JsonNodeFactory.instance.objectNode();
        args.set("password", Secret.of(TextNode.valueOf("hunter2")));
        ClaimedAction claimed = world.tryClaim(web, new ClaimIntent(i.no(), i.version(), i.node(), i.action(), true, args, List.of(), i.definition(),
                i.deletionPolicy(), i.refusal(), false)).getFirst();
        assertThat(claimed.args()).isEqualTo(args);
        ObjectNode outputs = JsonNodeFactory.instance.objectNode();
        outputs.set("token", Secret.of(TextNode.valueOf("t-1")));
        store.finishes().finish(web, 1, List.of(new Finished(claimed.claim(), Optional.of("id"), Optional.of(outputs), Optional.of("hash"), "")));

        assertThat(world.row(web, "A").properties()).isEqualTo(args);
        assertThat(world.row(web, "A").outputs()).isEqualTo(outputs);
        assertThat(Secret.isSecret(store.claims().current(web, List.of("A")).get("A").outputs().get("token"))).isTrue();
    }
}
