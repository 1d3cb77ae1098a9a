package io.rowloom.lock;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Stands before the claims: asks the lock service, and lets a claim through without a lock wherever the service is of no help.
 *
 * <p>Guarantee: whatever the service does, a row that stays claimable is let through within the bound after the first question for it, if asked again
 * as {@link Permit.Leave} says; each answer comes within the time that one attempt takes ({@link Locks}; {@link BoundedLocks} sets an end to it).
 * Each change between trust and doubt is reported once. Not guaranteed: that one holder at a time is let through. Thread-safe.
 */
public final class LockGate {
    /** Keys of which we remember that they were busy; forgetting one begins its patience anew. */
    private static final int REMEMBERED = 10_000;
    /** Times the bound. Whoever asks again as told asks after one. */
    private static final int FORGOTTEN_AFTER = 10;

    private final Locks locks;
    private final Duration bound;
    private final LockKey own;
    private final Executor background;
    private final LongSupplier nanoTime;
    private final Consumer<TrustChange> onChange;
    private final Map<LockKey, Long> busySince = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<LockKey, Long> eldest) {
            return size() > REMEMBERED;
        }
    };
    private Trust trust;

    /**
     * @param bound how long a claimable row is left to whoever is said to have its lock
     * @param own a key that nobody else asks for, to try the service with
     * @param background for what nobody waits for: to try a service again that is doubted
     * @param onChange called by the thread that notices, while no other change can come between
     */
    public LockGate(Locks locks, Duration bound, LockKey own, Executor background, LongSupplier nanoTime, Consumer<TrustChange> onChange) {
        this.locks = locks;
        this.bound = bound;
        this.own = own;
        this.background = background;
        this.nanoTime = nanoTime;
        this.onChange = onChange;
        this.trust = Trust.full(Trust.Rules.USUAL);
    }

    /** Tries the service. At the start it needs more time than usual, for connections are made; and one that cannot be used is reported before there is work. */
    public void probe(Duration atMost) {
        long askedAt = nanoTime.getAsLong();
        if (permit(own, locks.tryLock(own, atMost), askedAt) instanceof Permit.WithLock(var lock)) {
            lock.release();
        }
    }

    /** Whether to claim what {@code key} stands for. The service is asked once, without waiting for a holder. */
    public Permit enter(LockKey key) {
        return Optional.ofNullable(enter(Set.of(key)).get(key)).orElseThrow();
    }

    /** The same for many, in one question. */
    public Map<LockKey, Permit> enter(Set<LockKey> keys) {
        long askedAt = nanoTime.getAsLong();
        Map<LockKey, Permit> permits = new LinkedHashMap<>();
        Trust.Question question = question(askedAt);
        Optional<String> doubt = reason(question.next());
        if (doubt.isPresent()) {
            keys.forEach(key -> permits.put(key, new Permit.WithoutLock(doubt.get())));
            if (question.ask()) {
                background.execute(() -> probe(bound));
            }
        } else {
            locks.tryAll(keys).forEach((key, answer) -> permits.put(key, permit(key, answer, askedAt)));
        }
        return permits;
    }

    private Permit permit(LockKey key, Attempt answer, long askedAt) {
        return switch (answer) {
            case Attempt.Got(var lock) -> {
                learn(key, new Trust.Answer.Granted(), askedAt);
                yield new Permit.WithLock(lock);
            }
            case Attempt.Unavailable(var reason) -> {
                learn(key, new Trust.Answer.None(reason), askedAt);
                yield new Permit.WithoutLock(reason);
            }
            case Attempt.Busy() -> busy(key, askedAt);
        };
    }

    private Permit busy(LockKey key, long askedAt) {
        OptionalLong left = patienceLeft(key, askedAt);
        if (left.isPresent() && !learn(key, new Trust.Answer.Busy(), askedAt).doubts()) {
            return new Permit.Leave(Duration.ofNanos(left.getAsLong()));
        }
        if (left.isEmpty()) {
            learn(key, new Trust.Answer.BusyTooLong(), askedAt);
        }
        return new Permit.WithoutLock("somebody is said to have the lock, but nobody claims");
    }

    private synchronized Trust.Question question(long now) {
        Trust.Question question = trust.question(now);
        trust = question.next();
        return question;
    }

    /**
     * Empty: the patience with this key is over, and begins anew. So it does for a key that was left to others, who claimed, and that is asked for
     * long after that.
     */
    private synchronized OptionalLong patienceLeft(LockKey key, long askedAt) {
        long since = Optional.ofNullable(busySince.get(key)).filter(began -> askedAt - began < FORGOTTEN_AFTER * bound.toNanos()).orElse(askedAt);
        busySince.put(key, since);
        long left = since + bound.toNanos() - nanoTime.getAsLong();
        return left > 0 ? OptionalLong.of(left) : OptionalLong.empty();
    }

    private synchronized Trust learn(LockKey key, Trust.Answer answer, long askedAt) {
        boolean busy = answer instanceof Trust.Answer.Busy;
        if (!busy) {
            busySince.remove(key);
        }
        Trust before = trust;
        trust = before.answered(answer, askedAt, nanoTime.getAsLong());
        if (before.doubts() != trust.doubts()) {
            onChange.accept(reason(trust).<TrustChange>map(TrustChange.Doubted::new).orElseGet(TrustChange.TrustedAgain::new));
        }
        return trust;
    }

    private static Optional<String> reason(Trust trust) {
        return switch (trust.standing()) {
            case Trust.Standing.Trusted() -> Optional.empty();
            case Trust.Standing.Doubted(Trust.Doubt.NoAnswer(var reason), _, _) -> Optional.of(reason);
            case Trust.Standing.Doubted(Trust.Doubt.GrantsNobody(), _, _) -> Optional.of("it says that every lock is taken, but nobody claims");
        };
    }
}
