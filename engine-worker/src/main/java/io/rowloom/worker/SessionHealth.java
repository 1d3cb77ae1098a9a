package io.rowloom.worker;

import io.rowloom.engine.Sighting;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a worker's membership service is like: counts, and one line in the log for each change. For one thread, but for {@link #up}. */
final class SessionHealth {
    private static final Logger LOG = LoggerFactory.getLogger(SessionHealth.class);

    private final Tasks tasks;
    private final MembershipMeters meters;
    private final Duration patience;
    private volatile boolean up = true;
    private Duration lastSeen;

    /** @param patience how long our own session may be missing before that is worth a line */
    SessionHealth(Tasks tasks, MembershipMeters meters, Duration patience) {
        this.tasks = tasks;
        this.meters = meters;
        this.patience = patience;
        this.lastSeen = tasks.elapsed();
    }

    /** Whether the service tells who is there, and knows of us. */
    boolean up() {
        return up;
    }

    Sighting timed(Supplier<Sighting> look) {
        Duration sent = tasks.elapsed();
        try {
            return look.get();
        } finally {
            meters.looking().record(tasks.elapsed().minus(sent));
        }
    }

    /** @param self whether our own session was seen */
    void learn(Sighting sighting, boolean self) {
        if (self) {
            lastSeen = tasks.elapsed();
        }
        switch (sighting) {
            case Sighting.Unknown(var reason) -> {
                meters.unknown().increment();
                down(reason);
            }
            case Sighting.Seen _ when self -> {
                if (!up) {
                    LOG.warn("the membership service is used again");
                }
                up = true;
            }
            case Sighting.Seen _ -> {
                if (tasks.elapsed().minus(lastSeen).compareTo(patience) > 0) {
                    down("it does not know the session of this worker");
                }
            }
        }
    }

    private void down(String reason) {
        if (up) {
            LOG.warn("the membership service is of no help, engines that are gone are missed when their lease is over: {}", reason);
        }
        up = false;
    }

    void suspected() {
        meters.suspicions().increment();
    }

    /** That many renewed, and live without a session. */
    void answered(int engines) {
        meters.answered().increment(engines);
    }

    void died() {
        meters.deaths().increment();
    }
}
