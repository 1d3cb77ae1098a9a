package io.rowloom.simulator.random;

import io.rowloom.lock.LockScope;
import io.rowloom.simulator.Model;
import io.rowloom.stack.OnFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A whole run as data. The same script always gives the same run.
 *
 * @param seed decides where rates of trouble strike, and the order of steps
 * @param order another number is another order of steps, with the same trouble; 0 for a script that was not made smaller
 * @param workers that live at the beginning
 * @param timeout of each request
 */
public record Script(long seed, int order, int workers, OnFailure onFailure, Optional<Duration> timeout, List<Action> actions) {
    public Script {
        actions = List.copyOf(actions);
    }

    Script with(List<Action> others) {
        return new Script(seed, order, workers, onFailure, timeout, others);
    }

    /** All that users hand in. */
    Stream<Model> models() {
        return actions.stream().flatMap(action -> switch (action) {
            case Action.Submit submit -> Stream.of(submit.model());
            case Action.SubmitBoth both -> Stream.of(both.one(), both.other());
            default -> Stream.empty();
        });
    }

    /** What the workers' locks are for; empty when they have no lock service. */
    Optional<LockScope> locking() {
        return actions.stream().anyMatch(Action.Locks.class::isInstance) ? Optional.of(RandomLocks.scope(seed)) : Optional.empty();
    }

    /** Whether the workers keep sessions. */
    boolean watching() {
        return actions.stream().anyMatch(Action.Members.class::isInstance);
    }

    /** Whether the workers claim what falls to them by affinity first: in a third of all runs. Of its own chance, so that all else is as it would be without. */
    boolean affinity() {
        return new SplittableRandom(seed * 41 + 4758).nextInt(3) == 0;
    }

    /** For people, a line each. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(workers + (workers == 1 ? " worker" : " workers") + ", seed " + seed + ", order " + order + ", on failure " + onFailure.name().toLowerCase(Locale.ROOT)
                + locking().map(scope -> ", locks by " + scope.name().toLowerCase(Locale.ROOT)).orElse("") + (affinity() ? ", claims by affinity" : "") + (watching() ? ", sessions" : "")
                + timeout.map(time -> ", timeout " + time.toSeconds() + " s").orElse(""));
        actions.forEach(action -> lines.add(line(action)));
        return lines;
    }

    private static String line(Action action) {
        return switch (action) {
            case Action.Steps(int count) -> count + " steps";
            case Action.Pass(Duration time) -> time.toSeconds() + " s pass";
            case Action.Submit(String stack, var model, boolean twice) -> "submit " + stack + (twice ? " twice: " : ": ") + model;
            case Action.SubmitBoth(String stack, var one, var other) -> "submit " + stack + " at once: " + one + " | " + other;
            case Action.Ask(String stack, Wish wish) -> wish.name().toLowerCase(Locale.ROOT) + " " + stack;
            case Action.Mark(String stack, String resource, var health) -> "mark " + stack + "." + resource + " " + health.name().toLowerCase(Locale.ROOT);
            case Action.Clear(String stack) -> "clear a hook of " + stack;
            case Action.Signal(String stack, String resource, int number) -> "signal " + number + " to " + stack + "." + resource;
            case Action.Forget(String stack) -> "forget a snapshot of " + stack;
            case Action.Limit(var stack, int most) -> "limit " + stack.orElse("things") + (most == 0 ? " no more" : " to " + most);
            case Action.StartWorker() -> "start a worker";
            case Action.Kill(int worker) -> "kill worker " + worker;
            case Action.Pause(int worker, Duration time) -> "pause worker " + worker + " for " + time.toMillis() + " ms";
            case Action.Drain(int worker) -> "drain worker " + worker;
            case Action.Locks(var service) -> "lock service: " + service.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            case Action.Members(var service) -> "membership service: " + service.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            case Action.Rates(var trouble) -> "trouble: " + trouble;
            case Action.Lose(Action.Part part, String verb, int nth) -> switch (part) {
                case REQUEST -> "lose call " + nth + " of " + verb;
                case ANSWER -> "lose the answer of call " + nth + " of " + verb;
                case RERUN -> "run call " + nth + " of " + verb + " twice";
            };
        };
    }
}
