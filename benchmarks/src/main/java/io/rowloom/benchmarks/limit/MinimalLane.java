package io.rowloom.benchmarks.limit;

import io.rowloom.engine.EngineId;
import io.rowloom.resource.ResourceReason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what the engine writes, and knows beforehand that it may: each row once at the claim and once at the finish, each node when it is done and when it is told, each event,
 * and the count of the stack, with one commit per claim and one per finish, or one for a finish and the next claim. Values that differ from row to row have the engine's length.
 */
final class MinimalLane implements Lane {
    private static final String EVENT = """
        INSERT INTO event (stack_id, ord, traversal, resource, name, type, physical_id, action, status, reason, fence, engine_id)
        SELECT ?::uuid, n - ?::int, ?::int, n, 'r' || n, ?::text, ?::text, 'CREATE', ?::text, ?::text, 1, ?::uuid FROM %s n""";
    private static final String CLAIM = """
        UPDATE resource SET engine_id = ?::uuid, claimed_at = now(), version = version + 1, claim_traversal = ?::int, claim_node = no, claim_definition = ?::text, generation = 1,
            phase = 'BEGIN', status = 'IN_PROGRESS', action = 'CREATE', args = ?::jsonb, requires = ?::int[], claim_requires = ?::int[], reason = 'state changed',
                updated_at = now()
        WHERE stack_id = ?::uuid AND no %s;
        """ + EVENT;
    private static final String FINISH = """
        UPDATE resource SET engine_id = NULL, claimed_at = NULL, phase = NULL, status = 'COMPLETE', reason = ?::text, physical_id = ?::text, input_hash = ?::text,
            definition_hash = claim_definition, outputs = ?::jsonb, properties = args, args = NULL, dirty = false, updated_at = now()
        WHERE stack_id = ?::uuid AND no %s;
        UPDATE node SET done = true WHERE stack_id = ?::uuid AND traversal = ?::int AND no %s;
        UPDATE node SET waiting_for = waiting_for - t.k FROM unnest(?::int[], ?::int[]) t(no, k) WHERE node.stack_id = ?::uuid AND node.traversal = ?::int AND node.no = t.no;
        UPDATE stack SET pending = pending - ?::int, status = CASE WHEN pending = ?::int THEN 'COMPLETE' ELSE status END WHERE id = ?::uuid;
        """ + EVENT;
    /** Of the events of claims, so that they come after those of a finish in the same transaction. */
    private static final int AFTER_A_FINISH = 1_000_000;
    private static final String RANGE = "BETWEEN ?::int AND ?::int";
    private static final String LIST = "= ANY (?::int[])";

    private final Connection connection;
    private final EngineId engine;
    private final Map<Batch, List<Object>> claims = new IdentityHashMap<>();
    private final Map<Batch, List<Object>> finishes = new IdentityHashMap<>();
    private final PreparedStatement claimRange;
    private final PreparedStatement claimList;
    private final PreparedStatement finishRange;
    private final PreparedStatement finishList;
    private final PreparedStatement bothRanges;

    MinimalLane(Connection connection, EngineId engine, List<Batch> batches) throws SQLException {
        this.connection = connection;
        this.engine = engine;
        this.claimRange = connection.prepareStatement(CLAIM.formatted(RANGE, "generate_series(?::int, ?::int)"));
        this.claimList = connection.prepareStatement(CLAIM.formatted(LIST, "unnest(?::int[])"));
        this.finishRange = connection.prepareStatement(FINISH.formatted(RANGE, RANGE, "generate_series(?::int, ?::int)"));
        this.finishList = connection.prepareStatement(FINISH.formatted(LIST, LIST, "unnest(?::int[])"));
        this.bothRanges = connection.prepareStatement(FINISH.formatted(RANGE, RANGE, "generate_series(?::int, ?::int)") + ";\n"
                + CLAIM.formatted(RANGE, "generate_series(?::int, ?::int)"));
        for (Batch batch : batches) {
            claims.put(batch, claiming(batch));
            finishes.put(batch, finishing(batch));
        }
    }

    private List<Object> claiming(Batch batch) throws SQLException {
        Step one = batch.last();
        Object requires = connection.createArrayOf("int4", one.wanted().requires().toArray());
        List<Object> all = new ArrayList<>(List.of(engine.value(), batch.stack().traversal(), one.wanted().definition(), one.wanted().args().toString(), requires, requires,
                batch.stack().id().value()));
        all.addAll(rows(batch));
        all.addAll(event(batch, AFTER_A_FINISH, "", "IN_PROGRESS", "state changed"));
        return all;
    }

    private List<Object> finishing(Batch batch) throws SQLException {
        Step one = batch.last();
        Map<Integer, Integer> told = batch.told();
        List<Object> all = new ArrayList<>(List.of(ResourceReason.DONE, one.physicalId(), one.wanted().inputHash(), one.outputs().toString(), batch.stack().id().value()));
        all.addAll(rows(batch));
        all.addAll(List.of(batch.stack().id().value(), batch.stack().traversal()));
        all.addAll(nodes(batch));
        all.addAll(List.of(connection.createArrayOf("int4", told.keySet().toArray()), connection.createArrayOf("int4", told.values().toArray()), batch.stack().id().value(),
                batch.stack().traversal()));
        all.addAll(List.of(batch.size(), batch.size(), batch.stack().id().value()));
        all.addAll(event(batch, 0, one.physicalId(), "COMPLETE", ResourceReason.DONE));
        return all;
    }

    private List<Object> event(Batch batch, int place, String physicalId, String status, String reason) throws SQLException {
        List<Object> all = new ArrayList<>(List.of(batch.stack().id().value(), batch.first().no() - place, batch.stack().traversal(), "OS::Heat::TestResource", physicalId,
                status, reason, engine.value()));
        all.addAll(rows(batch));
        return all;
    }

    private List<Object> rows(Batch batch) throws SQLException {
        return batch.isRange() ? List.of(batch.first().no(), batch.last().no()) : List.of(Parameters.column(connection, "int4", batch, Step::no));
    }

    private List<Object> nodes(Batch batch) throws SQLException {
        return batch.isRange() ? List.of(batch.first().node(), batch.last().node()) : List.of(Parameters.column(connection, "int4", batch, Step::node));
    }

    @Override
    public void claim(Batch batch) throws SQLException {
        run(batch.isRange() ? claimRange : claimList, claims.getOrDefault(batch, List.of()));
    }

    @Override
    public void finish(Batch batch) throws SQLException {
        run(batch.isRange() ? finishRange : finishList, finishes.getOrDefault(batch, List.of()));
    }

    @Override
    public void finishAndClaim(Batch done, Batch next) throws SQLException {
        if (!done.isRange() || !next.isRange()) {
            Lane.super.finishAndClaim(done, next);
            return;
        }
        Parameters.set(bothRanges, Parameters.set(bothRanges, 1, finishes.getOrDefault(done, List.of())), claims.getOrDefault(next, List.of()));
        executeAll(bothRanges);
    }

    private static void run(PreparedStatement statement, List<Object> values) throws SQLException {
        Parameters.set(statement, 1, values);
        executeAll(statement);
    }

    private static void executeAll(PreparedStatement statement) throws SQLException {
        statement.execute();
        while (statement.getMoreResults() || statement.getUpdateCount() >= 0) {
            continue; // an error of a later statement shows only here
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
