package io.rowloom.db;

import com.google.common.collect.Lists;
import io.rowloom.resource.Claim;
import io.rowloom.resource.ParkResult;
import io.rowloom.resource.Parking;
import io.rowloom.snapshot.LastCopy;
import io.rowloom.stack.StackId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts open actions aside: all of a call in one statement, but for those that keep a copy or have seen to signals. */
final class ParkStatement {
    /** Of rows by stack and number. */
    static final String PARK = """
        UPDATE resource r SET engine_id = NULL, claimed_at = NULL, phase = v.phase, cookie = v.cookie::jsonb, physical_id = COALESCE(v.physical_id, r.physical_id),
            next_poll_at = now() + v.due * interval '1 second', wake_seen = v.wake_seen, tries = v.tries,
            effect = CASE WHEN r.effect = 'UNKNOWN' THEN r.effect ELSE v.effect END, updated_at = now()
        FROM unnest(?::uuid[], ?::int[], ?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::float8[], ?::int[], ?::int[], ?::text[])
            v(stack, no, engine, version, phase, cookie, physical_id, due, wake_seen, tries, effect)
        WHERE r.stack_id = v.stack AND r.no = v.no AND r.engine_id = v.engine AND r.version = v.version
        RETURNING r.stack_id, r.no, v.engine, r.version""";

    /** The same of one row, and what the resource holds becomes a snapshot of its own. */
    private static final String PARK_KEEPING = """
        WITH c AS MATERIALIZED (SELECT ?::uuid AS id, ?::text AS name, ?::jsonb AS data),
        w AS (
            %s, r.name, r.type, r.physical_id, COALESCE(r.properties, r.args) AS properties, r.claim_traversal),
        z AS (
            INSERT INTO snapshot (stack_id, id, name, traversal, resource, ended)
            SELECT w.stack_id, c.id, c.name, w.claim_traversal, w.no, 'COMPLETE' FROM w, c),
        k AS (
            INSERT INTO snapshot_data (stack_id, snapshot, resource, name, type, physical_id, properties, data)
            SELECT w.stack_id, c.id, w.no, w.name, w.type, w.physical_id, w.properties, c.data FROM w, c)
        SELECT stack_id, no, engine, version FROM w""".formatted(PARK.replace("tries = v.tries,", "tries = v.tries, snapshot = c.id,").replace("FROM unnest", "FROM c, unnest"));

    private final Transactions transactions;
    private final Trees trees;

    ParkStatement(Transactions transactions, Trees trees) {
        this.transactions = transactions;
        this.trees = trees;
    }

    List<ParkResult> park(List<Parking> parkings) {
        Set<Claim> parked = new HashSet<>();
        Map<Boolean, List<Parking>> bySpecial = parkings.stream().collect(Collectors.partitioningBy(ParkStatement::isSpecial));
        together(bySpecial.get(false)).forEach(some -> parked.addAll(parkPlain(some)));
        bySpecial.get(true).forEach(one -> parked.addAll(parkSpecial(one)));
        return parkings.stream().map(parking -> parked.contains(parking.claim()) ? ParkResult.PARKED : ParkResult.FENCE_LOST).toList();
    }

    private static boolean isSpecial(Parking parking) {
        return parking.lastCopy().isPresent() || !parking.handled().isEmpty();
    }

    /** Where a stack has a lock, each stack has a transaction of its own. */
    private List<List<Parking>> together(List<Parking> plain) {
        if (plain.isEmpty()) {
            return List.of();
        }
        return transactions.locksStacks() ? List.copyOf(plain.stream().collect(Collectors.groupingBy(parking -> parking.claim().stack())).values()) : List.of(plain);
    }

    private List<Claim> parkPlain(List<Parking> parkings) {
        PlainStatement statement = new PlainStatement(PARK, binds(parkings).toArray());
        Set<StackId> stacks = parkings.stream().map(parking -> parking.claim().stack()).collect(Collectors.toSet());
        return transactions.statement(stacks, tx -> claims(tx.query(statement)));
    }

    private List<Claim> parkSpecial(Parking parking) {
        PlainStatement statement = parking.lastCopy().map(copy -> keeping(parking, copy)).orElseGet(() -> new PlainStatement(PARK, binds(List.of(parking)).toArray()));
        StackId stack = parking.claim().stack();
        Function<Tx, List<Claim>> verb = tx -> {
            List<Claim> parked = claims(tx.query(statement));
            parked.forEach(claim -> SignalRows.handled(tx, stack, claim.no(), parking.handled()));
            return parked;
        };
        return parking.handled().isEmpty() ? transactions.statement(stack, verb) : transactions.transaction(stack, verb);
    }

    private PlainStatement keeping(Parking parking, LastCopy copy) {
        List<Object> binds = new ArrayList<>(List.of(copy.id(), Texts.storable(copy.name()), trees.write(copy.data())));
        binds.addAll(binds(List.of(parking)));
        return new PlainStatement(PARK_KEEPING, binds.toArray());
    }

    /** What {@link #PARK} is given. */
    private List<Object> binds(List<Parking> parkings) {
        List<Parking> rows = parkings.stream().sorted(Comparator.comparing((Parking p) -> p.claim().stack()).thenComparing(p -> p.claim().no())).toList();
        List<Claim> claims = Lists.transform(rows, Parking::claim);
        return List.of(Binds.uuids(claims, claim -> claim.stack().value()), Binds.integers(claims, Claim::no), Binds.uuids(claims, claim -> claim.engine().value()),
                Binds.numbers(claims, Claim::fence), Binds.texts(rows, p -> p.phase().name()), Binds.textsIfAny(rows, p -> Texts.storable(p.cookie().map(trees::write))),
                Binds.textsIfAny(rows, p -> Texts.storable(p.physicalId())), Binds.doubles(rows, p -> Binds.seconds(p.due())), Binds.integers(rows, Parking::wakeSeen),
                Binds.integers(rows, Parking::tries), Binds.texts(rows, p -> p.effect().name()));
    }

    private static List<Claim> claims(List<Row> rows) {
        return rows.stream().map(row -> new Claim(row.stack("stack_id"), row.integer("no"), row.engine("engine"), row.number("version"))).toList();
    }
}
