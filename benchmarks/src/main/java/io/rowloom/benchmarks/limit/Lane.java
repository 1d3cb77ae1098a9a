package io.rowloom.benchmarks.limit;

import java.sql.SQLException;

/** One connection and its statements. For one thread. */
interface Lane extends AutoCloseable {
    void claim(Batch batch) throws SQLException;

    void finish(Batch batch) throws SQLException;

    /** Finishes the one and claims the other, in one commit where that is possible. */
    default void finishAndClaim(Batch done, Batch next) throws SQLException {
        finish(done);
        claim(next);
    }

    @Override
    void close() throws SQLException;
}
