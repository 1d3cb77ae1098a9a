package io.rowloom.worker;

import io.rowloom.resource.Claim;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this engine believes it holds. A claim is entered before it is sent to the database and leaves when its end is known, so a claim that the
 * database has and this does not is one whose answer was lost: the audit gives it back. It looks first for those that left in doubt. Thread-safe.
 */
final class InFlight {
    /** As many renewals as a lease lasts for: what was sent may still be committed when the audit has looked once. */
    private static final int LOOKS = 4;
    /** More than that, and the sweep has to find them. */
    private static final int MOST_IN_DOUBT = 10_000;

    private final Map<Claim, Cancellation> claims = new ConcurrentHashMap<>();
    /** By the number of times that the audit will look for them. */
    private final Map<Claim, Integer> doubts = new ConcurrentHashMap<>();

    /** Asks one call to stop. */
    static final class Cancellation {
        private volatile boolean requested;

        void request() {
            requested = true;
        }

        boolean requested() {
            return requested;
        }
    }

    void enter(Claim claim) {
        claims.put(claim, new Cancellation());
    }

    void leave(Claim claim) {
        claims.remove(claim);
    }

    /** The claim is not acted on (any more), though the rows may have it: it was lost to somebody, or its answer was, or its action was given up. */
    void leaveInDoubt(Claim claim) {
        if (doubts.size() < MOST_IN_DOUBT) {
            doubts.put(claim, LOOKS);
        }
        claims.remove(claim);
    }

    /** What left in doubt and has not been looked for often enough. */
    Set<Claim> doubts() {
        return Set.copyOf(doubts.keySet());
    }

    /** They were looked for in the rows. */
    void looked(Set<Claim> doubted) {
        doubted.forEach(claim -> doubts.computeIfPresent(claim, (_, looks) -> looks > 1 ? looks - 1 : null));
    }

    int size() {
        return claims.size();
    }

    boolean contains(Claim claim) {
        return claims.containsKey(claim);
    }

    Set<Claim> snapshot() {
        return Set.copyOf(claims.keySet());
    }

    /** The claim's cancellation; a requested one when the claim is not held any more. */
    Cancellation cancellation(Claim claim) {
        Cancellation found = claims.get(claim);
        if (found == null) {
            found = new Cancellation();
            found.request();
        }
        return found;
    }

    void cancelAll() {
        claims.values().forEach(Cancellation::request);
    }
}
