package io.rowloom.engine;

import java.util.Set;

/**
 * A service in which engines keep sessions, so that one that is gone is missed sooner than its lease ends. What it says is a hint, and may be wrong in every
 * way: nobody is dead because of it, see {@link Watch}.
 *
 * <p>Guarantee: with a service that works, the session of an engine that joined is seen until it leaves, its process ends or stands still for longer than a
 * session, or the service loses it; then it is made anew, as soon as that can be. Not guaranteed: when the end of a session is seen, beyond that it is after
 * the session's time at the latest; anything while the service fails over. Nothing here throws because of the service. Thread-safe.
 */
public interface Membership extends AutoCloseable {
    /** Begins a session of that name and keeps it up, from a thread of its own. Returns at once; a service that is not there is tried again. */
    void join(EngineId engine);

    /** Ends the session, as far as the service can be reached; it ends by itself otherwise. Without effect where there is none. */
    void leave(EngineId engine);

    /** Who of these has a session now. Takes as long as a request to the service, or until that is given up. */
    Sighting look(Set<EngineId> engines);

    /** Ends all sessions of this object. May be called again. */
    @Override
    void close();
}
