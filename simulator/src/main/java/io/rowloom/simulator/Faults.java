package io.rowloom.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** What goes wrong between a worker and the store: at the rates of the {@link Trouble} that there is now, and, besides, exactly those calls that were named. */
final class Faults {
    /** What happens to a call. */
    enum Loss {
        /** It never arrives. */
        REQUEST,
        /** It is committed, and the caller does not know. */
        ANSWER,
        /** It is committed, the answer is lost, and the connection runs it once more. */
        RERUN
    }

    private static final int MOST_MILLIS_UNTIL_RUN_AGAIN = 3_000;

    private record Single(Loss loss, String verb, int count) {}

    private final Dice dice;
    private final Map<String, Integer> calls = new TreeMap<>();
    private final List<Single> singles = new ArrayList<>();
    private Trouble trouble = Trouble.NONE;

    Faults(Dice dice) {
        this.dice = dice;
    }

    void now(Trouble rates) {
        trouble = rates;
    }

    Trouble now() {
        return trouble;
    }

    /** @param count the first call of the verb from now on is 1 */
    void loseOne(Loss loss, String verb, int count) {
        singles.add(new Single(loss, verb, calls.getOrDefault(verb, 0) + count));
    }

    /** Singles that have not happened do not happen any more. */
    void forgetSingles() {
        singles.clear();
    }

    void called(String verb) {
        calls.merge(verb, 1, Integer::sum);
    }

    /** How often each verb was called so far, lost calls included. */
    Map<String, Integer> calls() {
        return Map.copyOf(calls);
    }

    boolean happens(Loss loss, String verb, String worker) {
        if (!singles.isEmpty() && singles.removeIf(s -> s.loss == loss && s.verb.equals(verb) && s.count <= calls.get(verb))) {
            return true;
        }
        return chance(loss == Loss.RERUN ? trouble.rerun() : trouble.lost(), worker, verb, loss.name());
    }

    /** How long it takes until the verb can be run again: mostly no time, or as long as it takes to find the database again. */
    Duration untilRunAgain(String verb, String worker) {
        RandomGenerator random = dice.at(worker + verb + "again");
        return trouble.rerun() > 0 && random.nextInt(4) == 0 ? Duration.ofMillis(random.nextInt(MOST_MILLIS_UNTIL_RUN_AGAIN)) : Duration.ZERO;
    }

    boolean hintLost(String worker) {
        return chance(trouble.hints(), worker, "hint", "");
    }

    private boolean chance(double rate, String worker, String verb, String loss) {
        return rate > 0 && dice.at(worker + verb + loss).nextDouble() < rate;
    }
}
