package io.rowloom.locks;

import io.rowloom.lock.Attempt;
import io.rowloom.lock.HeldLock;
import io.rowloom.lock.LockKey;
import io.rowloom.lock.Locks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
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
    /** Asked for with no answer, lost, or not given back: perhaps ours, and no holder here knows of it. */
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
        return refusal(mine).orElseGet(() -> {
            try {
                return answer(mine, service.take(key));
            } catch (ServiceException | RuntimeException e) {
                return noAnswer(mine, e);
            }
        });
    }

    /** Side by side; an adapter for which that would be one after the other asks for all in one request. */
    @Override
    public Map<LockKey, Attempt> tryAll(Set<LockKey> keys) {
        return service instanceof TogetherService together ? tryTogether(together, keys) : tryApart(keys);
    }

    private Map<LockKey, Attempt> tryApart(Set<LockKey> keys) {
        Map<LockKey, Attempt> answers = new ConcurrentHashMap<>();
        sideBySide(keys, key -> answers.put(key, tryOnce(key)));
        return answers;
    }

    private Map<LockKey, Attempt> tryTogether(TogetherService together, Set<LockKey> keys) {
        Map<LockKey, Attempt> answers = new HashMap<>();
        List<Held> asked = new ArrayList<>();
        for (LockKey key : keys) {
            Held mine = new Held(key, held, service, doubtful);
            refusal(mine).ifPresentOrElse(refused -> answers.put(key, refused), () -> asked.add(mine));
        }
        if (!asked.isEmpty()) {
            try {
                Set<LockKey> taken = together.takeAll(asked.stream().map(Held::key).toList());
                asked.forEach(mine -> answers.put(mine.key(), answer(mine, taken.contains(mine.key()))));
            } catch (ServiceException | RuntimeException e) {
                asked.forEach(mine -> answers.put(mine.key(), noAnswer(mine, e)));
            }
        }
        return answers;
    }

    /** Empty: the service is to be asked, and the key has its place. */
    private Optional<Attempt> refusal(Held mine) {
        if (closed) {
            return Optional.of(new Attempt.Unavailable("closed"));
        }
        return held.putIfAbsent(mine.key(), mine) == null ? Optional.empty() : Optional.of(new Attempt.Busy());
    }

    private Attempt answer(Held mine, boolean ours) {
        if (!ours) {
            mine.forget();
            return new Attempt.Busy();
        }
        mine.granted();
        if (closed) {
            mine.lose();
        }
        return new Attempt.Got(mine);
    }

    private Attempt noAnswer(Held mine, Exception e) {
        doubtful.add(mine.key());
        mine.forget();
        loseWhere(each -> !service.sure(each));
        return new Attempt.Unavailable(String.valueOf(e.getMessage()));
    }

    @Override
    public void releaseAll(Collection<HeldLock> locks) {
        if (service instanceof TogetherService together) {
            Held.releaseAll(locks.stream().map(Held.class::cast).toList(), together);
        } else {
            sideBySide(locks, HeldLock::release);
        }
    }

    /** One alone needs no thread. Returns when all are done. */
    private static <T> void sideBySide(Collection<T> all, Consumer<T> action) {
        if (all.size() == 1) {
            all.forEach(action);
        } else {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                all.forEach(each -> threads.execute(() -> action.accept(each)));
            }
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
