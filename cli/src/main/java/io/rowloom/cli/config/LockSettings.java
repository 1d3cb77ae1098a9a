package io.rowloom.cli.config;

import io.rowloom.lock.LockScope;
import io.rowloom.lock.LockUrl;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.problem.Problem;
import java.time.Duration;
import java.util.Optional;

/**
 * The lock service that workers ask before they claim.
 *
 * @param atMost how much later than without it a row is claimed, whatever the service does
 */
public record LockSettings(LockUrl url, LockScope scope, Duration atMost) {
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    static LockSettings of(Values values) {
        LockScope scope = values.parsed(Key.LOCK_SCOPE, text -> LogSettings.word(LockScope.class, text)).orElseThrow();
        Duration atMost = values.duration(Key.LOCK_WAIT);
        if (atMost.compareTo(SHORTEST) < 0 || atMost.compareTo(LONGEST) > 0) {
            values.problem(Key.LOCK_WAIT, "must be from " + SHORTEST.toMillis() + "ms to " + LONGEST.toMinutes() + "m");
        }
        return new LockSettings(url(values), scope, atMost);
    }

    private static LockUrl url(Values values) {
        try {
            return values.text(Key.LOCK_URL).map(LockUrl::parse).orElseGet(LockUrl.None::new);
        } catch (InvalidInputException e) {
            for (Problem fault : e.problems()) {
                values.problem(Key.LOCK_URL, fault.message(), fault.advice());
            }
            return new LockUrl.None();
        }
    }

    /** How long a row is left to the holder of its lock, from the first question on. Half of the time, since after it comes one more answer. */
    public Duration patience() {
        return atMost.dividedBy(2);
    }

    /** How long an answer is waited for. */
    public Duration longestAnswer() {
        return atMost.dividedBy(2);
    }

    /** How long transactions wait for the lock of their stack; empty: they take none. */
    public Optional<Duration> ofTransactions() {
        return url instanceof LockUrl.OwnTransactions ? Optional.of(atMost) : Optional.empty();
    }
}
