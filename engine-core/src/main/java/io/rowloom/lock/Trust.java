package io.rowloom.lock;

import java.time.Duration;

/**
 * How far the engine trusts its lock service, as a value: trusted services are asked before each claim; one that is doubted is left alone, and tried
 * with one question at a time after a pause that doubles. Pure; times are nanoseconds of one monotonic clock.
 *
 * @param inVain how often in a row a row stayed claimable to the end of our patience while the service said that somebody has its lock
 */
record Trust(Rules rules, Standing standing, int inVain) {
    /**
     * @param inVainLimit after so many keys in a row for which patience ended, and no grant between them, the service counts as one that grants
     * nobody
     * @param firstPause for which a doubted service is left alone at first
     */
    record Rules(int inVainLimit, Duration firstPause, Duration longestPause) {
        static final Rules USUAL = new Rules(3, Duration.ofSeconds(1), Duration.ofSeconds(30));
    }

    sealed interface Standing {
        record Trusted() implements Standing {}

        /** @param since when doubt began, or the last probe of it was sent */
        record Doubted(Doubt why, long since, long pauseNanos) implements Standing {}
    }

    /** Why a service is not asked. */
    sealed interface Doubt {
        record NoAnswer(String reason) implements Doubt {}

        record GrantsNobody() implements Doubt {}
    }

    /** What a question to the service came to. */
    sealed interface Answer {
        record Granted() implements Answer {}

        record Busy() implements Answer {}

        /** Busy once more, at the end of our patience with that key. */
        record BusyTooLong() implements Answer {}

        record None(String reason) implements Answer {}
    }

    /** Whether to ask now, and the state after that. */
    record Question(boolean ask, Trust next) {}

    static Trust full(Rules rules) {
        return new Trust(rules, new Standing.Trusted(), 0);
    }

    Question question(long now) {
        return switch (standing) {
            case Standing.Trusted() -> new Question(true, this);
            case Standing.Doubted(var why, var since, var pause) when now - since >= pause ->
                    new Question(true, new Trust(rules, new Standing.Doubted(why, now, pause), inVain));
            case Standing.Doubted _ -> new Question(false, this);
        };
    }

    /** @param askedAt when the question was put: of those that were under way when doubt began, or when a probe was sent, nothing is learnt */
    Trust answered(Answer answer, long askedAt, long now) {
        return switch (standing) {
            case Standing.Trusted() -> whileTrusted(answer, now);
            case Standing.Doubted(_, var since, _) when askedAt - since < 0 -> this;
            case Standing.Doubted doubted -> whileDoubted(doubted, answer, now);
        };
    }

    private Trust whileTrusted(Answer answer, long now) {
        return switch (answer) {
            case Answer.Granted() -> full(rules);
            case Answer.Busy() -> this;
            case Answer.BusyTooLong() when inVain + 1 >= rules.inVainLimit() -> doubting(new Doubt.GrantsNobody(), now, rules.firstPause().toNanos());
            case Answer.BusyTooLong() -> new Trust(rules, standing, inVain + 1);
            case Answer.None(var reason) -> doubting(new Doubt.NoAnswer(reason), now, rules.firstPause().toNanos());
        };
    }

    private Trust whileDoubted(Standing.Doubted doubted, Answer answer, long now) {
        long longer = Math.min(doubted.pauseNanos() * 2, rules.longestPause().toNanos());
        return switch (answer) {
            case Answer.Granted() -> full(rules);
            case Answer.Busy(), Answer.BusyTooLong() -> switch (doubted.why()) {
                case Doubt.NoAnswer _ -> full(rules);
                case Doubt.GrantsNobody why -> doubting(why, now, longer);
            };
            case Answer.None _ -> doubting(doubted.why(), now, longer);
        };
    }

    private Trust doubting(Doubt why, long now, long pauseNanos) {
        return new Trust(rules, new Standing.Doubted(why, now, pauseNanos), 0);
    }

    boolean doubts() {
        return standing instanceof Standing.Doubted;
    }
}
