package io.rowloom.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.StackHead;
import io.rowloom.resource.StackWork;
import io.rowloom.stack.Approach;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.template.DeletionPolicy;
import io.rowloom.template.rule.ResourceRules;
import io.rowloom.traversal.NodeKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final int SLOTS = 4;
    private static final Duration AGES = Duration.ofDays(1);
    private static final Duration AT_ONCE = Duration.ofNanos(-1);

    static final StackId WEB = new StackId(new UUID(0, 1));
    static final StackId SHOP = new StackId(new UUID(0, 2));
    private final Tasks tasks = new VirtualThreadTasks();
    private final Backlog backlog = new Backlog(tasks, AGES, SLOTS);

    static StackWork work(StackId stack, int traversal, int... nodes) {
        StackHead head = new StackHead(stack, "acme", "stack", traversal, StackAction.CREATE, OnFailure.STOP, Optional.empty(), Approach.TRUST, Optional.empty());
        return new StackWork(head, IntStream.of(nodes).mapToObj(BacklogTest::node).toList(), Set.of());
    }

    private static ReadyNode node(int no) {
        return new ReadyNode(no, NodeKind.UPDATE, no, 0, "r" + no, "Thing", Optional.empty(), ResourceAction.INIT, Status.COMPLETE, Effect.NONE, DeletionPolicy.DELETE, Optional.empty(),
                Optional.empty(), List.of(), JsonNodeFactory.instance.objectNode(), Optional.empty(), Optional.empty(), ResourceRules.NONE, Optional.empty(), false);
    }

    private List<Integer> taken(int most) {
        return backlog.take(most).stream().flatMap(work -> work.nodes().stream()).map(ReadyNode::node).toList();
    }

    @Test
    void whatWasReadFirstIsTakenFirstAndOnce() {
        backlog.add(work(WEB, 1, 1, 2, 3));
        backlog.add(work(SHOP, 1, 7));
        assertThat(taken(2)).containsExactly(1, 2);
        assertThat(taken(9)).containsExactly(3, 7);
        assertThat(taken(9)).isEmpty();
    }

    @Test
    void aNodeThatIsReadAgainIsThereOnce() {
        backlog.add(work(WEB, 1, 1, 2));
        backlog.add(work(WEB, 1, 2, 3));
        assertThat(taken(9)).containsExactly(1, 2, 3);
    }

    @Test
    void aNewerTraversalTakesThePlaceOfTheOneBefore() {
        backlog.add(work(WEB, 1, 1, 2));
        backlog.add(work(WEB, 2, 3));
        assertThat(backlog.take(9, stack -> stack.traversal() == 1)).isEmpty();
        assertThat(backlog.take(9, stack -> stack.traversal() == 2)).flatExtracting(StackWork::nodes).extracting(ReadyNode::node).containsExactly(3);
    }

    @Test
    void whatIsTooOldIsForgotten() {
        Backlog forgetful = new Backlog(new VirtualThreadTasks(), AT_ONCE, SLOTS);
        forgetful.add(work(WEB, 1, 1, 2));
        assertThat(forgetful.take(9)).isEmpty();
        assertThat(forgetful.low()).isTrue();
    }

    @Test
    void itReadsFurtherAheadAsItIsUsedUpUpToALimit() {
        assertThat(backlog.room()).isEqualTo(SLOTS);
        backlog.add(work(WEB, 1, 1, 2, 3, 4));
        assertThat(backlog.room()).isZero();
        backlog.used();
        assertThat(backlog.takeHungry()).as("there is enough").isFalse();
        taken(2);
        backlog.used();
        assertThat(backlog.takeHungry()).isTrue();
        assertThat(backlog.takeHungry()).as("told once").isFalse();
        assertThat(backlog.room()).isEqualTo(2 * SLOTS - 2);
        IntStream.range(0, 10).forEach(_ -> backlog.used());
        assertThat(backlog.room()).isEqualTo(16 * SLOTS - 2);
    }

    @Test
    void whatWasFoundWithoutWhatWasTakenSince() {
        backlog.add(work(WEB, 1, 1, 2, 3));
        taken(2);
        Duration began = tasks.elapsed();
        taken(1);
        StackWork found = work(WEB, 1, 1, 2, 3, 4);
        assertThat(backlog.notTaken(found, began)).isEqualTo(work(WEB, 1, 1, 2, 4));
        assertThat(backlog.notTaken(found, began.minus(AGES))).isEqualTo(work(WEB, 1, 4));
        assertThat(backlog.notTaken(found, tasks.elapsed())).as("their claims must have failed").isEqualTo(found);
        assertThat(backlog.notTaken(work(SHOP, 1, 1), began)).as("of another stack").isEqualTo(work(SHOP, 1, 1));
    }

    @Test
    void whereOthersGotMostTheyWillHaveTheRestToo() {
        backlog.add(work(WEB, 1, 1, 2, 3, 4));
        backlog.tried(2, 1);
        assertThat(backlog.takeHungry()).as("half of them is not most").isFalse();
        backlog.used();
        backlog.tried(3, 1);
        assertThat(backlog.takeHungry() && backlog.takeMore()).as("a look is due").isTrue();
        assertThat(taken(9)).isEmpty();
        assertThat(backlog.room()).isEqualTo(SLOTS);
    }

    @Test
    void thatThereIsMoreIsToldOnce() {
        assertThat(backlog.takeMore()).isFalse();
        backlog.more();
        assertThat(backlog.takeMore()).isTrue();
        assertThat(backlog.takeMore()).isFalse();
    }
}
