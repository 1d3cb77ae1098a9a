package io.rowloom.store;

import static io.rowloom.db.TestStore.inBackground;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Lists;
import io.rowloom.db.HeldLock;
import io.rowloom.engine.Held;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.ParkResult;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.StackId;
import io.rowloom.traversal.FinishResult;
import io.rowloom.traversal.StackFinish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Verbs about several stacks that meet each other: they lock in one order, whatever order they were asked in. */
class SeveralStacksRacesTest extends Races {
    private StackId running(int stack, Stream<String> resources) {
        StackId id = world.create(world.newStack("s" + stack, OnFailure.STOP));
        world.plan(id, resources.toArray(String[]::new));
        return id;
    }

    private StackFinish finish(ClaimedAction action) {
        return new StackFinish(action.claim().stack(), action.traversal(), List.of(world.success(action)));
    }

    private List<StackFinish> finishes(List<StackId> stacks, String name) {
        return stacks.stream().map(stack -> finish(world.claim(stack, "update " + name))).toList();
    }

    @Test
    void successesThatAreRecordedInOppositeOrderWaitForEachOtherAndForNothingElse() {
        List<StackId> stacks = IntStream.range(0, 6).mapToObj(i -> running(i, Stream.of("A", "B", "C needs A B"))).sorted().toList();
        List<StackFinish> a = finishes(stacks, "A");
        List<StackFinish> b = Lists.reverse(finishes(stacks, "B"));
        CompletableFuture<List<FinishResult>> one;
        CompletableFuture<List<FinishResult>> other;
        try (HeldLock _ = lockStack(stacks.getFirst())) {
            one = inBackground(() -> store.finishes().finish(a));
            pg.awaitWaiting(1);
            other = inBackground(() -> store.finishes().finish(b));
            pg.awaitWaiting(2);
        }
        assertThat(Stream.concat(one.join().stream(), other.join().stream()).mapToInt(result -> result.ready().size()).sum()).isEqualTo(6);
        assertThat(stacks).allSatisfy(stack -> assertThat(world.stack(stack).pending()).isEqualTo(1));
    }

    @Test
    void actionsThatArePutAsideWhileTheyAreTakenOverAreOneOrTheOther() {
        List<StackId> stacks = IntStream.range(0, 6).mapToObj(i -> running(i, Stream.of("A", "B"))).sorted().toList();
        List<ClaimedAction> actions = stacks.stream().flatMap(stack -> Stream.of(world.claim(stack, "update A"), world.claim(stack, "update B"))).toList();
        List<Held> held = store.engines().held(actions.stream().map(ClaimedAction::claim).toList());
        CompletableFuture<List<ParkResult>> parking;
        CompletableFuture<Integer> takingOver;
        try (HeldLock _ = lockRow(stacks.get(3), actions.get(6).claim().no())) {
            parking = inBackground(() -> store.claims().park(Lists.reverse(actions).stream().map(action -> ContractWorld.waiting(action, Duration.ofHours(1))).toList()));
            pg.awaitWaiting(1);
            takingOver = inBackground(() -> store.engines().takeOver(held));
            pg.awaitWaiting(2);
        }
        assertThat(parking.join()).containsOnly(ParkResult.PARKED);
        assertThat(takingOver.join()).isZero();
    }

    @Test
    void manySuccessesOfManyStacksAtOnceLoseNothing() {
        List<String> names = IntStream.range(0, 8).mapToObj(i -> "R" + i).toList();
        List<StackId> stacks = IntStream.range(0, 12).mapToObj(i -> running(i, Stream.concat(names.stream(), Stream.of("X needs " + String.join(" ", names))))).toList();
        Random random = new Random(4);
        List<List<StackFinish>> calls = new ArrayList<>();
        for (String name : names) {
            List<StackFinish> all = new ArrayList<>(finishes(stacks, name));
            Collections.shuffle(all, random);
            calls.addAll(Lists.partition(all, 5));
        }
        var running = calls.stream().map(call -> inBackground(() -> store.finishes().finish(call))).toList();
        assertThat(running.stream().flatMap(call -> call.join().stream()).mapToInt(result -> result.ready().size()).sum()).isEqualTo(stacks.size());
        assertThat(stacks).allSatisfy(stack -> assertThat(world.stack(stack).pending()).isEqualTo(1));
    }
}
