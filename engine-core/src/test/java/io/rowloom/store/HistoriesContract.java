package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request.Goal;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.stack.SubmitResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories of one stack: requests in any order, replacements, failures, late finishes. In the end the rows are what was asked for last. */
abstract class HistoriesContract extends StoreContract.Part {
    private static final int STEPS = 120;
    private final List<ClaimedAction> running = new ArrayList<>();
    private String[] target = {};
    private Random random = new Random();

    HistoriesContract(Supplier<Store> stores) {
        super(stores);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 763, 4553})
    void whateverHappensTheLastRequestWins(int seed) {
        random = new Random(seed);
        target = anyTarget();
        StackId web = world.create(world.newStack("web", OnFailure.values()[random.nextInt(3)]));
        for (int i = 0; i < STEPS; i++) {
            step(web);
            assertSane(web);
        }
        converge(web);
        Set<String> wanted = Definitions.of(target).keySet();
        assertThat(live(web)).isEqualTo(wanted.stream().sorted().toList());
        assertThat(world.rows(web)).noneMatch(row -> row.dirty() || row.phase().isPresent());
        world.submit(web, new Goal.Delete());
        target = new String[] {};
        world.plan(web);
        world.runAll(web);
        assertThat(world.stack(web).deletedAt()).isPresent();
        assertThat(live(web)).isEmpty();
    }

    private List<String> live(StackId web) {
        return world.rows(web).stream().filter(row -> !row.tombstone()).map(ResourceView::name).sorted().toList();
    }

    private void step(StackId web) {
        int dice = random.nextInt(20);
        if (dice == 0) {
            request(web);
        } else if (dice < 6 && world.stack(web).planned() < world.stack(web).traversal() && world.stack(web).inProgress()) {
            world.plan(web, target);
        } else if (dice < 13) {
            begin(web);
        } else if (!running.isEmpty()) {
            end(web, running.remove(random.nextInt(running.size())));
        }
    }

    private void request(StackId web) {
        Stack stack = world.stack(web);
        if (random.nextInt(6) == 0) {
            store.stacks().cancel(web, stack.traversal());
        } else if (world.submitUpdate(web) instanceof SubmitResult.Accepted) {
            target = anyTarget();
        }
    }

    private void begin(StackId web) {
        List<ReadyNode> ready = new ArrayList<>(world.nodes(web));
        Collections.shuffle(ready, random);
        ready.stream().limit(1).forEach(node -> running.addAll(world.tryClaim(web, world.intent(web, node))));
    }

    private void end(StackId web, ClaimedAction action) {
        int dice = random.nextInt(12);
        if (dice == 0) {
            world.fail(action, random.nextBoolean() ? Effect.NONE : Effect.UNKNOWN, Optional.empty());
        } else if (dice < 5 && action.action() == ResourceAction.UPDATE) {
            store.finishes().replace(action.claim(), action.traversal(), action.node(), "of the dice");
        } else if (dice == 5) {
            world.park(action, Duration.ZERO);
            running.addAll(world.resumeDue(world.engine));
        } else if (dice == 6) {
            world.takeOver(action);
            assertThat(world.finish(action).recorded()).isEmpty();
            running.addAll(world.resumeDue(world.engine));
        } else {
            world.finish(action);
        }
    }

    private void assertSane(StackId web) {
        List<String> current = world.rows(web).stream().filter(ResourceView::current).map(ResourceView::name).toList();
        assertThat(current).doesNotHaveDuplicates();
        Stack stack = world.stack(web);
        boolean planned = stack.inProgress() && stack.planned() == stack.traversal();
        assertThat(planned).as("a planned traversal in progress has nodes left").isEqualTo(stack.pending() > 0 && stack.inProgress());
        Set<Integer> held = world.heldBy(world.engine).stream().map(h -> h.no()).collect(Collectors.toSet());
        assertThat(held).isEqualTo(running.stream().map(a -> a.claim().no()).collect(Collectors.toSet()));
        boolean stuck = planned && held.isEmpty() && world.nodes(web).isEmpty() && world.rows(web).stream().allMatch(row -> row.phase().isEmpty());
        assertThat(stuck).as("something can run").isFalse();
    }

    /** One more update, and everything that is asked for succeeds. */
    private void converge(StackId web) {
        running.forEach(world::finish);
        running.clear();
        target = anyTarget();
        world.update(web, target);
        world.runAll(web);
        assertThat(world.stack(web).status()).isEqualTo(Status.COMPLETE);
    }

    private String[] anyTarget() {
        List<String> names = new ArrayList<>(List.of("A", "B", "C", "D", "E"));
        Collections.shuffle(names, random);
        List<String> lines = new ArrayList<>();
        for (String name : names.subList(0, 1 + random.nextInt(5))) {
            String needs = names.subList(0, lines.size()).stream().filter(_ -> random.nextInt(2) == 0).collect(Collectors.joining(" "));
            lines.add(name + (random.nextInt(6) == 0 ? ":Disk" : "") + "=" + random.nextInt(3) + (needs.isEmpty() ? "" : " needs " + needs));
        }
        return lines.toArray(String[]::new);
    }
}
