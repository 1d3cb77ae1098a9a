package io.rowloom.simulator.random;

import io.rowloom.simulator.Check;
import io.rowloom.simulator.Finding;
import io.rowloom.simulator.Judge;
import io.rowloom.simulator.Model;
import io.rowloom.simulator.Prediction;
import io.rowloom.simulator.World;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The end of every run: all trouble ends, everything comes to rest, and is judged. Then each stack is given a last target in which nothing fails, which must
 * become real; then the same again, which must do nothing.
 */
final class Finale {
    private static final Duration LONG_ENOUGH = Duration.ofHours(1);

    private final World world;
    private final Player player;

    Finale(World world, Player player) {
        this.world = world;
        this.player = player;
    }

    List<Finding> play() {
        Set<Finding> findings = new LinkedHashSet<>();
        rest("all trouble ends");
        findings.addAll(Judge.findings(world));
        Map<String, Model> last = new TreeMap<>(player.accepted());
        last.replaceAll((_, model) -> Models.good(model));
        world.timeout(LONG_ENOUGH).patience(LONG_ENOUGH);
        last.keySet().forEach(this::untilAwake);
        last.keySet().forEach(this::untilDeleted);
        Map<String, Prediction> told = new TreeMap<>();
        last.forEach((stack, model) -> Prediction.of(world, stack, model).ifPresent(prediction -> told.put(stack, prediction)));
        submit(last, "a last good update");
        boolean good = last.keySet().stream().allMatch(this::complete);
        if (!good) {
            findings.add(new Finding(Check.GOOD_UPDATE, last.keySet().stream().map(stack -> stack + " is " + world.state(stack) + ", " + world.stack(stack).reason()).toList()
                    .toString()));
        }
        findings.addAll(Judge.findings(world));
        if (good) {
            told.values().forEach(prediction -> findings.addAll(prediction.findings(world)));
            last.forEach((stack, model) -> Prediction.of(world, stack, model).filter(prediction -> !prediction.unchanged())
                    .ifPresent(prediction -> findings.add(new Finding(Check.PREVIEW, "an identical update of " + stack + " is said to change something"))));
        }
        int calls = admitted();
        submit(last, "the same again");
        if (good && admitted() != calls) {
            findings.add(new Finding(Check.IDENTICAL, admitted() - calls + " calls"));
        }
        return new ArrayList<>(findings);
    }

    /** A worker that wakes up only now may still call with its old fence. */
    private int admitted() {
        return world.reality().calls() - world.reality().refused();
    }

    private void rest(String why) {
        world.chronicle().say("", why, "");
        if (world.liveWorkers().isEmpty()) {
            world.workers(1);
        }
        world.settleWithHelp();
    }

    private void submit(Map<String, Model> models, String why) {
        models.keySet().forEach(this::untilDeleted);
        models.forEach(player::submit);
        rest(why);
    }

    /** A delete that failed is asked for again, as a user would: until it is done, the name is taken. */
    private void untilDeleted(String stack) {
        while (world.stack(stack).action() == StackAction.DELETE && world.stack(stack).deletedAt().isEmpty()) {
            world.delete(stack);
            rest("delete " + stack + " once more");
        }
    }

    /** Nothing else is admitted while a stack rests. */
    private void untilAwake(String stack) {
        if (world.stack(stack).action() == StackAction.SUSPEND) {
            world.resume(stack);
            rest("resume " + stack);
        }
    }

    /** And not by a rollback. */
    private boolean complete(String stack) {
        return world.stack(stack).status() == Status.COMPLETE && world.stack(stack).action() != StackAction.ROLLBACK;
    }
}
