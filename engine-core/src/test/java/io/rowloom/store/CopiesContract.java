package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.ReadyNode;
import io.rowloom.stack.StackId;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Several copies of one name, of which each may have taken the other's place in the world: which of them waits for which, and which is looked at. */
abstract class CopiesContract extends StoreContract.Part {
    CopiesContract(Supplier<Store> stores) {
        super(stores);
    }

    /** The other copy may have taken its place in the world. So it says that it wants to be looked at, and does so once the other is not being made any more. */
    @Test
    void aCopyThatComesBackWaitsForTheActionsOfOtherCopiesOfItsName() {
        StackId web = world.complete("A", "B");
        world.update(web, "A=2", "B=2");
        ClaimedAction old = world.claim(web, "update A");
        replace(old);
        ClaimedAction other = world.claim(web, "update A");
        world.update(web, "A", "B=3");
        assertThat(world.row(web, "A").no()).isEqualTo(old.claim().no());
        assertThat(world.ready(web)).as("its other copy is being made").containsExactly("update B");
        world.finish(other);
        ReadyNode back = world.node(web, "update A");
        assertThat(back.no()).isEqualTo(old.claim().no());
        assertThat(back.superseded()).isTrue();
        assertThat(world.node(web, "update B").superseded()).isFalse();

        world.finish(world.claim(web, "update A"));
        assertThat(world.row(old.claim()).replacedBy()).as("it was looked at").isEmpty();
        world.runAll(web);
        assertThat(world.row(other.claim()).tombstone()).isTrue();
        assertThat(world.row(old.claim()).tombstone()).isFalse();
    }

    /** What came back may have taken its place in the world, also while its own action was still under way. */
    @Test
    void aCopyThatMadeWayForAnOlderOneIsLookedAtWhenItComesBackItself() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        ClaimedAction older = world.claim(web, "update A");
        replace(older);
        ClaimedAction newer = world.claim(web, "update A");
        world.update(web, "A");
        assertThat(world.row(newer.claim()).replacedBy()).hasValue(older.claim().no());
        world.finish(newer);
        assertThat(world.row(newer.claim()).replacedBy()).as("what it made may be taken from it yet").hasValue(older.claim().no());
        world.finish(world.claim(web, "update A"));

        world.update(web, "A=2");
        ReadyNode back = world.node(web, "update A");
        assertThat(back.no()).isEqualTo(newer.claim().no());
        assertThat(back.superseded()).isTrue();
        world.runAll(web);
        assertThat(world.row(newer.claim()).replacedBy()).isEmpty();
        assertThat(world.row(older.claim()).tombstone()).isTrue();
    }

    /** What is still being made could take its place after it. Another type is another row at once, without a replacement by whoever holds the old one. */
    @Test
    void aCopyOfAnotherTypeWaitsForTheActionOfTheOneThatItReplaces() {
        StackId web = world.create("web");
        world.plan(web, "A:Disk", "B");
        ClaimedAction old = world.claim(web, "update A");
        world.update(web, "A:Tape", "B=2");
        assertThat(world.row(web, "A").replaces()).hasValue(old.claim().no());
        assertThat(world.ready(web)).as("its old copy is being made").containsExactly("update B");
        world.finish(old);
        assertThat(world.node(web, "update A").no()).isEqualTo(world.row(web, "A").no());
        world.runAll(web);
        assertThat(world.row(old.claim()).tombstone()).isTrue();
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
    }

    /** Nor does it follow what it depends on at once. */
    @Test
    void aCopyOfAnotherTypeDoesNotFollowWhileTheOneThatItReplacesIsBeingMade() {
        StackId web = world.create("web");
        world.plan(web, "P", "A:Disk needs P");
        world.finish(world.claim(web, "update P"));
        ClaimedAction old = world.claim(web, "update A");
        world.update(web, "P=2", "A:Tape needs P");
        assertThat(world.claim(web, "update P").follower()).isEmpty();
        assertThat(world.row(old.claim()).engine()).isPresent();
    }

    /** A delete is not waited for: it may hang, and has to tell its own copy from others in any case. */
    @Test
    void aCopyThatComesBackDoesNotWaitForDeletes() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        ClaimedAction old = world.claim(web, "update A");
        replace(old);
        world.finish(world.claim(web, "update A"));
        world.update(web, "A=3");
        ClaimedAction second = world.claim(web, "update A");
        replace(second);
        world.finish(world.claim(web, "update A"));
        ReadyNode cleanup = world.nodes(web).stream().filter(node -> node.no() == second.claim().no()).findAny().orElseThrow();
        ClaimedAction delete = world.tryClaim(web, world.intent(web, cleanup)).getFirst();
        world.update(web, "A");
        assertThat(world.node(web, "update A").no()).isEqualTo(old.claim().no());
        assertThat(world.row(delete.claim()).engine()).isPresent();
    }
}
