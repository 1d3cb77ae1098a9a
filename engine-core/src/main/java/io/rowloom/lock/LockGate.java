package io.rowloom.lock;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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

    private final Locks locks;
    private final Duration bound;
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
     * @param onChange called by the thread that notices, while no other change can come between
     */
    public LockGate(Locks locks, Duration bound, LongSupplier nanoTime, Consumer<TrustChange> onChange) {
        this(locks, bound, Trust.Rules.USUAL, nanoTime, onChange);
    }

    LockGate(Locks locks, Duration bound, Trust.Rules rules, LongSupplier nanoTime, Consumer<TrustChange> onChange) {
        this.locks = locks;
        this.bound = bound;
        this.nanoTime = nanoTime;
        this.onChange = onChange;
        this.trust = Trust.full(rules);
    }

    /** Whether to claim what {@code key} stands for. The service is asked once, without waiting for a holder. */
    public Permit enter(LockKey key) {
        long askedAt = nanoTime.getAsLong();
        Optional<String> doubt = doubt(askedAt);
        return doubt.<Permit>map(Permit.WithoutLock::new).orElseGet(() -> ask(key, askedAt));
    }

    private Permit ask(LockKey key, long askedAt) {
        return switch (locks.tryLock(key, Duration.ZERO)) {
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
        OptionalLong left = patienceLeft(key);
        if (left.isPresent() && !learn(key, new Trust.Answer.Busy(), askedAt).doubts()) {
            return new Permit.Leave(Duration.ofNanos(left.getAsLong()));
        }
        if (left.isEmpty()) {
            learn(key, new Trust.Answer.BusyTooLong(), askedAt);
        }
        return new Permit.WithoutLock("somebody is said to have the lock, but nobody claims");
    }

    private synchronized Optional<String> doubt(long now) {
        var question = trust.question(now);
        trust = question.next();
        return question.ask() ? Optional.empty() : reason(trust);
    }

    /** Empty: the patience with this key is over, and begins anew. */
    private synchronized OptionalLong patienceLeft(LockKey key) {
        long now = nanoTime.getAsLong();
        long left = busySince.computeIfAbsent(key, _ -> now) + bound.toNanos() - now;
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
