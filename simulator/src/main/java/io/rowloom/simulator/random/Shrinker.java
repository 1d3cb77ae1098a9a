package io.rowloom.simulator.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Makes a failing script smaller (delta debugging): leaves out actions, first many at a time, then one at a time, then makes what is left simpler, as long as
 * the run still fails. Since whatever is left out changes the order of all later steps, each candidate is tried in a few orders.
 */
final class Shrinker {
    private static final int ORDERS = 4;

    private final Predicate<Script> fails;
    private final BooleanSupplier timeLeft;
    private Script smallest;

    private Shrinker(Script failing, Predicate<Script> fails, BooleanSupplier timeLeft) {
        this.smallest = failing;
        this.fails = fails;
        this.timeLeft = timeLeft;
    }

    /**
     * @param fails whether a script still fails in the same way
     * @param timeLeft asked before each try; when it says no, the smallest so far is the answer
     */
    static Script shrink(Script failing, Predicate<Script> fails, BooleanSupplier timeLeft) {
        Shrinker shrinker = new Shrinker(failing, fails, timeLeft);
        boolean smaller = true;
        while (smaller && timeLeft.getAsBoolean()) {
            smaller = shrinker.leaveOut();
            smaller |= shrinker.simplify();
        }
        return shrinker.smallest;
    }

    private boolean leaveOut() {
        boolean smaller = false;
        for (int size = Math.max(1, smallest.actions().size() / 2); size >= 1; size /= 2) {
            int at = 0;
            while (at < smallest.actions().size()) {
                boolean left = take(smallest.with(without(smallest.actions(), at, size)));
                smaller |= left;
                at += left ? 0 : size;
            }
        }
        return smaller;
    }

    private static List<Action> without(List<Action> actions, int at, int size) {
        List<Action> left = new ArrayList<>(actions);
        left.subList(at, Math.min(actions.size(), at + size)).clear();
        return left;
    }

    private boolean simplify() {
        boolean smaller = false;
        for (boolean again = true; again; smaller |= again) {
            again = Simpler.than(smallest).stream().anyMatch(this::take);
        }
        for (int i = 0; i < smallest.actions().size(); i++) {
            int at = i;
            for (boolean again = true; again; smaller |= again) {
                again = Simpler.than(smallest.actions().get(at)).stream().anyMatch(simpler -> take(smallest.with(instead(smallest.actions(), at, simpler))));
            }
        }
        return smaller;
    }

    private static List<Action> instead(List<Action> actions, int at, Action simpler) {
        List<Action> changed = new ArrayList<>(actions);
        changed.set(at, simpler);
        return changed;
    }

    private boolean take(Script candidate) {
        Optional<Script> failing = orders(candidate).stream().filter(script -> timeLeft.getAsBoolean() && fails.test(script)).findFirst();
        failing.ifPresent(script -> smallest = script);
        return failing.isPresent();
    }

    private static List<Script> orders(Script script) {
        List<Script> orders = new ArrayList<>(List.of(script));
        for (int order = 0; order < ORDERS; order++) {
            orders.add(new Script(script.seed(), order, script.workers(), script.onFailure(), script.timeout(), script.actions()));
        }
        return orders;
    }
}
