package io.rowloom.worker;

import io.rowloom.lock.HeldLock;
import io.rowloom.lock.LockGate;
import io.rowloom.lock.LockKey;
import io.rowloom.lock.LockScope;
import io.rowloom.lock.Permit;
import io.rowloom.lock.TrustChange;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.stack.StackId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the lock service who should try to claim: one question for all rows of one claim. Locks are taken before the claim's transaction begins, so outside
 * the order in which it locks rows, and given back when it has ended: from then on the rows themselves say who has them. Thread-safe.
 */
final class ClaimGate {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimGate.class);
    /** A service has this much time for its first answer: there are connections to be made. */
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(1);

    private final MeteredLocks locks;
    private final Tasks tasks;
    private final LockScope scope;
    private final LockMeters meters;
    private final LockGate gate;
    private volatile boolean trusted = true;

    /** @param name that nobody else has */
    ClaimGate(Locking locking, Tasks tasks, LockMeters meters, UUID name) {
        this.locks = new MeteredLocks(locking.locks(), tasks, meters);
        this.tasks = tasks;
        this.scope = locking.scope();
        this.meters = meters;
        this.gate = new LockGate(locks, locking.patience(), new LockKey("worker " + name), tried -> tasks.start("locks-tried", tried), () -> tasks.elapsed().toNanos(), this::changed);
    }

    /**
     * What came of asking.
     *
     * @param through to be claimed now
     * @param held for {@link #leave}, when the claim has ended
     * @param left nodes that somebody else should claim, by the time after which to ask again if they are still ready
     */
    record Entry(List<ClaimIntent> through, List<HeldLock> held, Map<Duration, List<Integer>> left) {}

    /** Gets to know the service, and reports one that cannot be used. */
    void open() {
        gate.probe(FIRST_ANSWER);
    }

    /** Whether the service is asked, at the moment. */
    boolean trusted() {
        return trusted;
    }

    /**
     * Whether a success may ask for what comes next: where each row has a lock of its own, so that an engine's claims do not stand in one another's way, or while nobody is
     * asked at all.
     */
    boolean goesOn() {
        return scope == LockScope.RESOURCE || !trusted;
    }

    Entry enter(StackId stack, List<ClaimIntent> intents) {
        Set<LockKey> keys = intents.stream().map(intent -> scope.of(stack, intent.no())).collect(Collectors.toSet());
        Map<LockKey, Permit> permits = gate.enter(keys);
        Entry entry = new Entry(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
        permits.values().forEach(permit -> {
            if (permit instanceof Permit.WithLock(var lock)) {
                entry.held().add(lock);
            }
        });
        intents.forEach(intent -> let(intent, permits.get(scope.of(stack, intent.no())), entry));
        return entry;
    }

    private void let(ClaimIntent intent, Permit permit, Entry entry) {
        switch (permit) {
            case Permit.WithLock _ -> entry.through().add(intent);
            case Permit.WithoutLock _ -> {
                meters.without().increment();
                entry.through().add(intent);
            }
            case Permit.Leave(var again) -> entry.left().computeIfAbsent(again, _ -> new ArrayList<>()).add(intent.node());
        }
    }

    /** Nothing waits for that. */
    void leave(Entry entry) {
        if (!entry.held().isEmpty()) {
            tasks.start("locks-given-back", () -> locks.releaseAll(entry.held()));
        }
    }

    private void changed(TrustChange change) {
        switch (change) {
            case TrustChange.Doubted(var reason) -> {
                trusted = false;
                LOG.warn("the lock service is of no help, claims are made without it: {}", reason);
            }
            case TrustChange.TrustedAgain() -> {
                trusted = true;
                LOG.warn("the lock service is used again");
            }
        }
    }
}
