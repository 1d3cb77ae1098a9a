package io.rowloom.locks;

import io.rowloom.lock.Attempt;
import io.rowloom.lock.HeldLock;
import io.rowloom.lock.LockKey;
import io.rowloom.lock.Locks;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Many locks in one session with a service. Local callers exclude each other here, before the service is asked: most services grant a key to one
 * session twice. A thread keeps the session up and gives back what may have been granted without our knowing.
 */
final class SessionLocks implements Locks {
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private final LockService service;
    private final long beatEvery;
    private final Map<LockKey, Held> held = new ConcurrentHashMap<>();
    /** Asked for with no answer, or not given back: perhaps ours, and no holder here knows of it. */
    private final Set<LockKey> doubtful = ConcurrentHashMap.newKeySet();
    private final Thread keeper;
    private volatile boolean closed;

    SessionLocks(LockService service, Duration session) {
        this.service = service;
        this.beatEvery = session.toNanos() / 3;
        this.keeper = Thread.ofVirtual().name("rowloom-locks").start(this::keep);
    }

    @Override
    public Attempt tryLock(LockKey key, Duration wait) {
        long end = System.nanoTime() + wait.toNanos();
        long pause = FIRST_PAUSE;
        while (true) {
            Attempt attempt = tryOnce(key);
            long left = end - System.nanoTime();
            if (!(attempt instanceof Attempt.Busy) || left <= 0) {
                return attempt;
            }
            LockSupport.parkNanos(Math.min(pause, left));
            if (Thread.currentThread().isInterrupted()) {
                return attempt;
            }
            pause = Math.min(pause * 2, LONGEST_PAUSE);
        }
    }

    private Attempt tryOnce(LockKey key) {
        Held mine = new Held(key, held, service, doubtful);
        if (closed) {
            return new Attempt.Unavailable("closed");
        }
        if (held.putIfAbsent(key, mine) != null) {
            return new Attempt.Busy();
        }
        try {
            if (!service.take(key)) {
                mine.forget();
                return new Attempt.Busy();
            }
            mine.granted();
            if (closed) {
                mine.lose();
            }
            return new Attempt.Got(mine);
        } catch (ServiceException | RuntimeException e) {
            doubtful.add(key);
            mine.forget();
            loseWhere(each -> !service.sure(each));
            return new Attempt.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    private void keep() {
        while (!closed) {
            LockSupport.parkNanos(beatEvery);
            if (!closed) {
                beat();
                giveBackDoubtful();
            }
        }
    }

    private void beat() {
        Map<LockKey, Held> before = held.entrySet().stream().filter(each -> each.getValue().isGranted())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        try {
            service.beat(before.keySet()).forEach(key -> before.get(key).lose());
        } catch (ServiceException | RuntimeException _) {
            // the locks stand until their time is over, which the next line looks at
        }
        loseWhere(key -> !service.sure(key));
    }

    private void giveBackDoubtful() {
        for (LockKey key : doubtful) {
            Held placeholder = new Held(key, held, service, doubtful);
            if (held.putIfAbsent(key, placeholder) == null) {
                try {
                    service.give(key);
                    doubtful.remove(key);
                } catch (ServiceException | RuntimeException _) {
                    return; // with the next beat
                } finally {
                    placeholder.forget();
                }
            }
        }
    }

    private void loseWhere(Predicate<LockKey> condition) {
        held.values().stream().filter(Held::isGranted).filter(each -> condition.test(each.key())).forEach(Held::lose);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(keeper);
        service.close();
        loseWhere(_ -> true);
    }
}
