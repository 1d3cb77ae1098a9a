package io.rowloom.simulator.random;

import io.rowloom.simulator.Model;
import io.rowloom.simulator.World;
import io.rowloom.stack.Stack;
import io.rowloom.stack.SubmitResult;
import io.rowloom.template.rule.Hook;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Does to a world what a script says. What makes no sense any more (a worker that is not there, a stack that was never created) is left out. */
final class Player {
    private final World world;
    /** What was accepted last, by stack. */
    private final Map<String, Model> accepted = new TreeMap<>();

    Player(World world) {
        this.world = world;
    }

    void play(Script script) {
        script.locking().ifPresent(world::locking);
        if (script.watching()) {
            world.watching();
        }
        if (script.affinity()) {
            world.affinity();
        }
        world.onFailure(script.onFailure()).workers(script.workers());
        script.timeout().ifPresent(world::timeout);
        script.models().flatMap(model -> model.external().stream()).distinct().sorted().forEach(world::outside);
        script.actions().forEach(this::act);
    }

    /** Stacks that were created, and what was last accepted for each. */
    Map<String, Model> accepted() {
        return accepted;
    }

    private void act(Action action) {
        switch (action) {
            case Action.Steps(int count) -> world.steps(count);
            case Action.Pass(var time) -> world.pass(time);
            case Action.Submit(var stack, var model, boolean twice) -> enter(stack, model, twice ? world.submitTwice(stack, model) : world.submit(stack, model));
            case Action.SubmitBoth(var stack, var one, var other) -> both(stack, one, other);
            case Action.Ask(var stack, var wish) -> {
                if (accepted.containsKey(stack)) {
                    ask(stack, wish);
                }
            }
            case Action.Mark(var stack, var resource, var health) -> {
                if (accepted.containsKey(stack) && world.row(stack, resource).isPresent()) {
                    world.chronicle().say("user", "mark " + stack, resource + " " + health + ": " + world.mark(stack, resource, health).getClass().getSimpleName());
                }
            }
            case Action.Clear(var stack) -> {
                if (accepted.containsKey(stack)) {
                    world.held(stack).stream().findFirst().map(held -> held.split(" ")).ifPresent(held -> world.clear(stack, held[0], Hook.of(held[1]).orElseThrow()));
                }
            }
            case Action.Signal(var stack, var resource, int number) -> {
                if (accepted.containsKey(stack)) {
                    world.signal(stack, resource, new UUID(0, number));
                }
            }
            case Action.Forget(var stack) -> {
                if (accepted.containsKey(stack)) {
                    world.chronicle().say("user", "forget " + stack, world.forget(stack).map(Enum::name).orElse("nothing to forget"));
                }
            }
            case Action.Limit(var stack, int most) -> stack.ifPresentOrElse(name -> limit(name, most), () -> world.limitThings(most));
            case Action.StartWorker() -> world.workers(1);
            case Action.Kill(int worker) -> live(worker).ifPresent(world::kill);
            case Action.Pause(int worker, var time) -> live(worker).ifPresent(name -> world.pause(name, time));
            case Action.Drain(int worker) -> live(worker).ifPresent(world::drain);
            case Action.Locks(var service) -> world.locks(service);
            case Action.Members(var service) -> world.membership(service);
            case Action.Rates(var trouble) -> world.trouble(trouble);
            case Action.Lose(var part, var verb, int nth) -> {
                switch (part) {
                    case REQUEST -> world.loseRequest(verb, nth);
                    case ANSWER -> world.loseAnswer(verb, nth);
                    case RERUN -> world.rerun(verb, nth);
                }
            }
        }
    }

    private void ask(String stack, Wish wish) {
        SubmitResult result = wish.of(world, stack);
        told(wish.name().toLowerCase(Locale.ROOT) + " " + stack, "", result);
        if (wish == Wish.RESTORE && result instanceof SubmitResult.Accepted) {
            accepted.put(stack, world.requested(stack));
        }
    }

    private void limit(String stack, int most) {
        if (accepted.containsKey(stack)) {
            world.limit(stack, most);
        }
    }

    private Optional<String> live(int worker) {
        List<String> live = world.liveWorkers();
        return live.isEmpty() ? Optional.empty() : Optional.of(live.get(worker % live.size()));
    }

    void submit(String stack, Model model) {
        enter(stack, model, world.submit(stack, model));
    }

    private void enter(String stack, Model model, SubmitResult result) {
        told("submit " + stack, ": " + model, result);
        if (result instanceof SubmitResult.Accepted) {
            accepted.put(stack, model);
        }
    }

    private void both(String stack, Model one, Model other) {
        if (accepted.containsKey(stack)) {
            Stack seen = world.stack(stack);
            SubmitResult first = world.update(seen, one);
            enter(stack, one, first);
            SubmitResult second = world.update(seen, other);
            enter(stack, other, second);
            world.expectOneAccepted(first, second);
        }
    }

    private void told(String request, String more, SubmitResult result) {
        world.chronicle().say("user", request, (result instanceof SubmitResult.Accepted a ? "traversal " + a.traversal() : result.getClass().getSimpleName()) + more);
    }
}
