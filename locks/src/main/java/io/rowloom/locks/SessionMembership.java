package io.rowloom.locks;

import io.rowloom.engine.EngineId;
import io.rowloom.engine.Membership;
import io.rowloom.engine.Sighting;
import io.rowloom.lock.Attempt;
import io.rowloom.lock.LockKey;
import io.rowloom.lock.Locks;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * The session of an engine is a lock that nobody else wants. {@link SessionLocks} keeps it up and tells when it is lost; here it is taken again then. Where our
 * own former session stands still, at a service that has not missed us yet, that takes until it has ended.
 */
final class SessionMembership implements Membership {
    private static final String PREFIX = "engine ";

    private final TellingService service;
    private final Locks locks;
    private final long againNanos;
    private final Map<EngineId, Joined> joined = new ConcurrentHashMap<>();

    /** @param session its length, or how often to look after one that cannot end by itself */
    SessionMembership(TellingService service, Duration session) {
        this.service = service;
        this.locks = new SessionLocks(service, session);
        this.againNanos = session.dividedBy(10).toNanos();
    }

    @Override
    public void join(EngineId engine) {
        Joined mine = new Joined(key(engine));
        Joined before = joined.put(engine, mine);
        if (before != null) {
            before.end();
        }
        mine.begin();
    }

    @Override
    public void leave(EngineId engine) {
        Optional.ofNullable(joined.remove(engine)).ifPresent(Joined::end);
    }

    @Override
    public Sighting look(Set<EngineId> engines) {
        try {
            return new Sighting.Seen(service.taken(engines.stream().map(SessionMembership::key).collect(Collectors.toSet())).stream()
                    .map(SessionMembership::engine).collect(Collectors.toSet()));
        } catch (ServiceException | RuntimeException e) {
            return new Sighting.Unknown(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        joined.keySet().forEach(this::leave);
        locks.close();
    }

    private static LockKey key(EngineId engine) {
        return new LockKey(PREFIX + engine);
    }

    private static EngineId engine(LockKey key) {
        return new EngineId(UUID.fromString(key.text().substring(PREFIX.length())));
    }

    /** One engine's wish to be seen. */
    private final class Joined {
        private final LockKey key;
        private final Thread keeper = Thread.ofVirtual().name("rowloom-session").unstarted(this::keep);
        private volatile boolean ended;

        Joined(LockKey key) {
            this.key = key;
        }

        void begin() {
            keeper.start();
        }

        /** Returns when the session has ended, as far as we know. */
        void end() {
            ended = true;
            LockSupport.unpark(keeper);
            try {
                keeper.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        private void keep() {
            while (!ended) {
                if (locks.tryLock(key, Duration.ZERO) instanceof Attempt.Got(var lock)) {
                    lock.onLoss(() -> LockSupport.unpark(keeper));
                    while (!ended && !lock.lost()) {
                        LockSupport.park();
                    }
                    lock.release();
                } else {
                    LockSupport.parkNanos(againNanos);
                }
            }
        }
    }
}
