package io.rowloom.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The verbs on engine rows, and on the claims of engines that are gone. Leases compare on the database's clock. Each verb is one transaction. */
public interface Engines {
    void register(EngineInfo engine, Duration ttl);

    /** Prolongs the lease, unless the engine was declared dead. */
    Renewal renew(EngineId engine, Duration ttl);

    /** Tells that the engine takes no new work. */
    void stopping(EngineId engine);

    /** Removes the row of an engine that holds nothing; one that holds something is declared dead instead. */
    void leave(EngineId engine);

    /** Declares engines dead whose lease ran out at least {@code grace} ago. Irrevocable. Answers those it declared. */
    List<EngineId> expire(Duration grace);

    /** Until when the leases of these engines last. Without those that are dead, or have no row. */
    Map<EngineId, Instant> leases(Collection<EngineId> engines);

    /**
     * Declares an engine dead whose lease may last, because somebody waited in vain for its renewal. Irrevocable.
     *
     * <p>Guarantee: one that has renewed its lease since {@code lease} was read lives on.
     *
     * @param lease as {@link #leases} said
     */
    Verdict declareDead(EngineId engine, Instant lease);

    /** Claims whose engine is dead or has no row. At most {@code limit}. */
    List<Held> orphans(int limit);

    /** What the engine holds according to the rows. */
    List<Held> heldBy(EngineId engine);

    /**
     * Takes the claims from their engines, wherever a row is still as listed: it gets a new version (the former holder's writes match nothing from now on), nobody
     * holds it, its action stays open and is due at once. Answers how many.
     */
    int takeOver(List<Held> claims);

    /** Deletes the rows of dead engines that no claim names. Answers how many. */
    int bury();

    /** All, live ones first, then by start. */
    List<EngineRow> list();
}
