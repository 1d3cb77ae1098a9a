package io.rowloom.db;

import static io.rowloom.db.jooq.Tables.ENGINE;

import io.rowloom.engine.EngineId;
import io.rowloom.engine.EngineInfo;
import io.rowloom.engine.EngineRow;
import io.rowloom.engine.Engines;
import io.rowloom.engine.Held;
import io.rowloom.engine.Renewal;
import io.rowloom.engine.Swept;
import io.rowloom.engine.Swept.Place;
import io.rowloom.engine.Verdict;
import io.rowloom.resource.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Engine verbs. Claims are found by reading the rows of stacks that are not settled; there is no index on who holds a row, see {@link ReadySql}. */
final class PgEngines implements Engines {
    private static final String CLAIMED = """
        FROM (SELECT id FROM stack WHERE NOT settled ORDER BY id OFFSET 0) s
        JOIN LATERAL (SELECT stack_id, no, version, engine_id, cancel FROM resource r WHERE r.stack_id = s.id AND r.engine_id IS NOT NULL ORDER BY no OFFSET 0) r ON true
        """;

    private static final String ORPHANED = "NOT EXISTS (SELECT 1 FROM engine e WHERE e.id = r.engine_id AND NOT e.dead)";

    static final String HELD = """
        SELECT r.* FROM unnest(?::uuid[], ?::int[], ?::bigint[], ?::uuid[]) v(stack, no, version, holder)
        JOIN LATERAL (SELECT stack_id, no, version, engine_id, cancel FROM resource r
            WHERE r.stack_id = v.stack AND r.no = v.no AND r.engine_id = v.holder AND r.version = v.version OFFSET 0) r ON true""";

    /**
     * The order of stacks is that of the join; within a stack, rows come by number, as they are read. The last row of a page that is full is told beside what was found: the
     * next page begins behind it. Parameters: stack of the place, the same, number of the place, rows, rows, rows, engine.
     */
    static final String SWEEP = """
        WITH page AS MATERIALIZED (
            SELECT r.*
            FROM (SELECT id FROM stack WHERE NOT settled AND id >= ? ORDER BY id OFFSET 0) s
            JOIN LATERAL (SELECT stack_id, no, version, engine_id, cancel FROM resource r
                WHERE r.stack_id = s.id AND r.no > CASE WHEN s.id = ? THEN ? ELSE 0 END ORDER BY no LIMIT ?) r ON true
            ORDER BY s.id LIMIT ?),
        last AS (SELECT stack_id, no FROM page ORDER BY stack_id, no LIMIT 1 OFFSET ? - 1)
        SELECT r.*, false AS last FROM page r WHERE r.engine_id IS NOT NULL AND (r.engine_id = ? OR\s""" + ORPHANED + """
        )
        UNION ALL SELECT stack_id, no, 0, NULL, false, true FROM last""";

    private static final UUID FIRST = new UUID(0, 0);

    private static final String REGISTER = """
        INSERT INTO engine (id, name, host, pid, slots, lease_until) VALUES (?, ?, ?, ?, ?, now() + ? * interval '1 second') ON CONFLICT (id) DO NOTHING""";

    private static final String RENEW = """
        WITH me AS (UPDATE engine SET lease_until = now() + ? * interval '1 second' WHERE id = ? AND NOT dead RETURNING id)
        SELECT ARRAY(SELECT e.id FROM engine e WHERE e.id = me.id OR NOT e.dead AND NOT e.stopping AND e.lease_until >= now() ORDER BY e.id) AS taking
        FROM me""";

    /** Who renews at the same time was first, or finds itself dead: one waits for the other's row. */
    private static final String DECLARE_DEAD = "UPDATE engine SET dead = true WHERE id = ? AND NOT dead AND lease_until = ?::timestamptz";

    /** A call that was cut off may have left something behind. */
    private static final String TAKE_OVER = """
        WITH l AS MATERIALIZED (
            SELECT v.* FROM unnest(?::uuid[], ?::int[], ?::bigint[], ?::uuid[]) v(stack, no, version, holder) JOIN resource r ON r.stack_id = v.stack AND r.no = v.no
            WHERE r.engine_id = v.holder AND r.version = v.version
            ORDER BY v.stack, v.no FOR UPDATE OF r)
        UPDATE resource r SET engine_id = NULL, claimed_at = NULL, next_poll_at = now(), version = r.version + 1, attempts = r.attempts + 1,
            effect = CASE WHEN r.action <> 'CHECK' AND r.phase NOT IN ('OBSERVE', 'REFUSED') THEN 'UNKNOWN' ELSE r.effect END
        FROM l WHERE r.stack_id = l.stack AND r.no = l.no AND r.engine_id = l.holder AND r.version = l.version""";

    private static final String LIST = """
        WITH claims AS MATERIALIZED (SELECT r.engine_id, count(*)::int AS n\s""" + CLAIMED + """
        GROUP BY r.engine_id)
        SELECT e.*, COALESCE(c.n, 0) AS claims, now() AS at FROM engine e LEFT JOIN claims c ON c.engine_id = e.id ORDER BY e.dead, e.started_at, e.id""";

    private final Transactions transactions;

    PgEngines(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void register(EngineInfo engine, Duration ttl) {
        transactions.statement(tx -> tx.write(REGISTER, engine.id().value(), Texts.storable(engine.name()), Texts.storable(engine.host()), engine.pid(), engine.slots(),
                Binds.seconds(ttl)));
    }

    @Override
    public Renewal renew(EngineId engine, Duration ttl) {
        return transactions.statement(tx -> tx.one(RENEW, Binds.seconds(ttl), engine.value()))
                .<Renewal>map(row -> new Renewal.Renewed(row.uuids("taking").stream().map(EngineId::new).toList())).orElseGet(Renewal.Dead::new);
    }

    @Override
    public void stopping(EngineId engine) {
        transactions.statement(tx -> tx.sql().update(ENGINE).set(ENGINE.STOPPING, true).where(ENGINE.ID.eq(engine.value())).execute());
    }

    @Override
    public void leave(EngineId engine) {
        transactions.transaction(tx -> {
            tx.write("UPDATE engine SET dead = true WHERE id = ?", engine.value());
            return tx.write("DELETE FROM engine WHERE id = ? AND NOT EXISTS (SELECT 1 " + CLAIMED + " WHERE r.engine_id = engine.id)", engine.value());
        });
    }

    @Override
    public List<EngineId> expire(Duration grace) {
        return transactions.statement(tx -> tx.query("""
            WITH l AS MATERIALIZED (SELECT id FROM engine WHERE NOT dead AND lease_until < now() - ? * interval '1 second' ORDER BY id FOR UPDATE)
            UPDATE engine e SET dead = true FROM l WHERE e.id = l.id AND NOT e.dead AND e.lease_until < now() - ? * interval '1 second' RETURNING e.id""",
                Binds.seconds(grace), Binds.seconds(grace)).stream().map(row -> new EngineId(row.uuid("id"))).toList());
    }

    @Override
    public Map<EngineId, Instant> leases(Collection<EngineId> engines) {
        return transactions.statement(tx -> tx.query("SELECT id, lease_until FROM engine WHERE NOT dead AND id = ANY (?::uuid[])", (Object) Binds.uuids(engines, EngineId::value)))
                .stream().collect(Collectors.toMap(row -> new EngineId(row.uuid("id")), row -> row.instant("lease_until")));
    }

    @Override
    public Verdict declareDead(EngineId engine, Instant lease) {
        return transactions.statement(tx -> tx.write(DECLARE_DEAD, engine.value(), lease.atOffset(ZoneOffset.UTC)) > 0 ? new Verdict.Declared()
                : tx.one("SELECT 1 FROM engine WHERE id = ? AND NOT dead", engine.value()).<Verdict>map(_ -> new Verdict.Renewed()).orElseGet(Verdict.Gone::new));
    }

    @Override
    public List<Held> orphans(int limit) {
        return transactions.statement(tx -> held(tx.query("SELECT r.* " + CLAIMED + " WHERE " + ORPHANED + " LIMIT ?", limit)));
    }

    @Override
    public Set<EngineId> dead() {
        return transactions.statement(tx -> tx.query("SELECT id FROM engine WHERE dead")).stream().map(row -> new EngineId(row.uuid("id"))).collect(Collectors.toSet());
    }

    @Override
    public List<Held> held(Collection<Claim> claims) {
        return claims.isEmpty() ? List.of() : transactions.statement(tx -> held(tx.query(HELD, Binds.uuids(claims, claim -> claim.stack().value()),
                Binds.integers(claims, Claim::no), Binds.numbers(claims, Claim::fence), Binds.uuids(claims, claim -> claim.engine().value()))));
    }

    @Override
    public Swept sweep(EngineId engine, Optional<Place> after, int rows) {
        UUID stack = after.map(place -> place.stack().value()).orElse(FIRST);
        int no = after.map(Place::no).orElse(0);
        Map<Boolean, List<Row>> answer = transactions.statement(tx -> tx.query(SWEEP, stack, stack, no, rows, rows, rows, engine.value())).stream()
                .collect(Collectors.partitioningBy(row -> row.flag("last")));
        return new Swept(held(answer.getOrDefault(false, List.of())),
                answer.getOrDefault(true, List.of()).stream().map(row -> new Place(row.stack("stack_id"), row.integer("no"))).findAny());
    }

    private static List<Held> held(List<Row> rows) {
        return rows.stream().map(row -> new Held(row.stack("stack_id"), row.integer("no"), row.number("version"), new EngineId(row.uuid("engine_id")), row.flag("cancel")))
                .toList();
    }

    @Override
    public int takeOver(List<Held> claims) {
        return claims.isEmpty() ? 0 : transactions.statement(tx -> tx.write(TAKE_OVER, Binds.uuids(claims, h -> h.stack().value()), Binds.integers(claims, Held::no),
                Binds.numbers(claims, Held::version), Binds.uuids(claims, h -> h.engine().value())));
    }

    /** A claim that its engine commits after this is found by {@link #orphans}, too: it has no row then. */
    @Override
    public int bury() {
        return transactions.statement(tx -> tx.write("DELETE FROM engine WHERE dead AND id <> ALL (ARRAY(SELECT r.engine_id " + CLAIMED + "))"));
    }

    @Override
    public List<EngineRow> list() {
        return transactions.statement(tx -> tx.query(LIST).stream().map(PgEngines::engine).toList());
    }

    private static EngineRow engine(Row row) {
        EngineInfo info = new EngineInfo(new EngineId(row.uuid("id")), row.text("name"), row.text("host"), row.number("pid"), row.integer("slots"));
        return new EngineRow(info, row.instant("started_at"), row.instant("lease_until"), row.flag("stopping"), row.flag("dead"), row.integer("claims"), row.instant("at"));
    }
}
