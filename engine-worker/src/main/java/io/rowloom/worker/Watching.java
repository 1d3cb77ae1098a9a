package io.rowloom.worker;

import io.rowloom.engine.Membership;
import java.time.Duration;

/**
 * The service in which a worker keeps a session, and looks for those of others.
 *
 * @param membership answers soon, whatever the service does; remains the caller's to close
 * @param session after which the service ends the session of one that it does not hear
 * @param answer how long an engine whose session is gone has time to renew its lease before it is declared dead
 * @param every how often it looks
 */
public record Watching(Membership membership, Duration session, Duration answer, Duration every) {
    public static final Duration USUAL_EVERY = Duration.ofMillis(250);

    public Watching {
        if (!session.isPositive() || !answer.isPositive() || !every.isPositive()) {
            throw new IllegalArgumentException("the times of a membership (session " + session + ", answer " + answer + ", every " + every + ") must be positive");
        }
    }
}
