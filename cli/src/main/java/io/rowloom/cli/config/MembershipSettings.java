package io.rowloom.cli.config;

import io.rowloom.lock.LockUrl;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.problem.Problem;
import java.time.Duration;

/**
 * The service in which workers keep sessions.
 *
 * @param session after which it ends the session of a worker that it does not hear
 * @param answer how long a worker whose session is gone has time to renew its lease
 */
public record MembershipSettings(LockUrl url, Duration session, Duration answer) {
    private static final Duration SHORTEST_SESSION = Duration.ofSeconds(1);
    private static final Duration LONGEST_SESSION = Duration.ofMinutes(1);
    private static final Duration SHORTEST_ANSWER = Duration.ofMillis(50);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

    static MembershipSettings of(Values values) {
        Duration session = values.duration(Key.MEMBERSHIP_SESSION);
        if (session.compareTo(SHORTEST_SESSION) < 0 || session.compareTo(LONGEST_SESSION) > 0 || session.toMillisPart() != 0) {
            values.problem(Key.MEMBERSHIP_SESSION, "must be whole seconds, from " + SHORTEST_SESSION.toSeconds() + "s to " + LONGEST_SESSION.toMinutes() + "m");
        }
        Duration answer = values.duration(Key.MEMBERSHIP_ANSWER);
        if (answer.compareTo(SHORTEST_ANSWER) < 0 || answer.compareTo(LONGEST_ANSWER) > 0) {
            values.problem(Key.MEMBERSHIP_ANSWER, "must be from " + SHORTEST_ANSWER.toMillis() + "ms to " + LONGEST_ANSWER.toSeconds() + "s");
        }
        return new MembershipSettings(url(values, session), session, answer);
    }

    private static LockUrl url(Values values, Duration session) {
        try {
            return values.text(Key.MEMBERSHIP_URL).map(text -> LockUrl.parseMembership(text, session)).orElseGet(LockUrl.None::new);
        } catch (InvalidInputException e) {
            for (Problem fault : e.problems()) {
                values.problem(Key.MEMBERSHIP_URL, fault.message(), fault.advice());
            }
            return new LockUrl.None();
        }
    }
}
