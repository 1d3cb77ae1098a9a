package io.rowloom.worker;

import io.rowloom.resource.Claim;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this engine believes it holds. A claim is entered before it is sent to the database and leaves when its end is known, so a claim that the
 * database has and this does not is one whose answer was lost: the audit gives it back. Thread-safe.
 */
final class InFlight {
    private final Map<Claim, Cancellation> claims = new ConcurrentHashMap<>();

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
