package io.rowloom.locks;

import io.rowloom.engine.Membership;
import io.rowloom.lock.LockUrl;
import java.time.Duration;
import java.util.Optional;

/** Opens what {@code membership.url} names. */
public final class MembershipServices {
    private static final Duration NO_SESSION = LockUrl.Session.USUAL.length();

    private MembershipServices() {}

    /**
     * Returns at once for a service that cannot be reached: it is tried again and again.
     *
     * @param url as {@link LockUrl#parseMembership} reads it
     * @param own the engine's own database, for {@code postgresql:} without an address
     * @return empty for {@code none:}
     * @throws LockServiceRefusedException if it can never work as it is set up
     */
    public static Optional<Membership> open(LockUrl url, Database own) {
        return switch (url) {
            case LockUrl.None() -> Optional.empty();
            case LockUrl.Memory(var name) -> Optional.of(new SessionMembership(new MemoryLocks(name), NO_SESSION));
            case LockUrl.OwnDatabase(var session) ->
                Optional.of(new SessionMembership(LockServices.database(own, Dialect.POSTGRESQL, session), session.length()));
            case LockUrl.Service service -> Optional.of(new SessionMembership(LockServices.service(service), service.session().length()));
            case LockUrl.Directory _, LockUrl.OwnTransactions _ -> throw new IllegalArgumentException(url + " has no sessions that others see");
        };
    }
}
