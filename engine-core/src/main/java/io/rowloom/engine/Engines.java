package io.rowloom.engine;

import io.rowloom.resource.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /** Claims whose engine is dead or has no row. At most {@code limit}. Cost: all rows of stacks that are not settled. */
    List<Held> orphans(int limit);

    /** Engines that are dead and not buried: while there are none, claims have become orphans only where an engine claimed that had no row by then. */
    Set<EngineId> dead();

    /** Which of these claims stand in the rows. Cost: a row each, however large their stacks are. */
    List<Held> held(Collection<Claim> claims);

    /**
     * Reads on, as far as {@code rows} rows of stacks that are not settled, and answers what is claimed by this engine or is an {@linkplain #orphans orphan}. Whoever begins again
     * at the start when there is no next place comes by each claim that stands for long enough, whatever the reason for it.
     *
     * @param after as {@link Swept#next} said; empty: from the start
     */
    Swept sweep(EngineId engine, Optional<Swept.Place> after, int rows);

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
