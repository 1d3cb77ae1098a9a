package io.rowloom.benchmarks.limit;

import io.rowloom.db.HotStatements;
import io.rowloom.engine.EngineId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** By the engine's own statements. */
final class SameLane implements Lane {
    private final Connection connection;
    private final PreparedStatement claim;
    private final PreparedStatement finish;
    /** Two statements in one message, which the server runs as one transaction. */
    private final PreparedStatement both;
    private final Map<Batch, List<Object>> claims = new IdentityHashMap<>();
    private final Map<Batch, List<Object>> finishes = new IdentityHashMap<>();

    /** @param batches that it will be given, whose parameters are made now */
    SameLane(Connection connection, EngineId engine, List<Batch> batches) throws SQLException {
        this.connection = connection;
        this.claim = connection.prepareStatement(HotStatements.CLAIM);
        this.finish = connection.prepareStatement(HotStatements.FINISH);
        this.both = connection.prepareStatement(HotStatements.FINISH + ";\n" + HotStatements.CLAIM);
        for (Batch batch : batches) {
            claims.put(batch, Parameters.claim(connection, engine, batch));
            finishes.put(batch, Parameters.finish(connection, engine, batch));
        }
    }

    @Override
    public void claim(Batch batch) throws SQLException {
        Parameters.set(claim, 1, of(claims, batch));
        claim.execute();
    }

    @Override
    public void finish(Batch batch) throws SQLException {
        Parameters.set(finish, 1, of(finishes, batch));
        finish.execute();
    }

    @Override
    public void finishAndClaim(Batch done, Batch next) throws SQLException {
        int end = Parameters.set(both, Parameters.set(both, 1, of(finishes, done)), of(claims, next));
        both.setInt(end - 1, done.size() + 1); // the places of its events in the transaction: after those of the resources that are done, and of the stack
        both.execute();
        while (both.getMoreResults() || both.getUpdateCount() >= 0) {
            continue; // an error of the second statement shows only here
        }
    }

    private static List<Object> of(Map<Batch, List<Object>> made, Batch batch) {
        return made.getOrDefault(batch, List.of());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
