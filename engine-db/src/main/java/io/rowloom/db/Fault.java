package io.rowloom.db;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a database error means for the transaction that met it. By SQLSTATE, see the PostgreSQL documentation, appendix A. */
enum Fault {
    /** Rolled back because of another transaction: deadlock, serialization failure, lock not to be had in time. */
    CONFLICT,
    /** A statement met rows that were committed after its snapshot, noticed it and undid itself. */
    OLD_SNAPSHOT,
    /** The connection is gone. If a commit was under way, it is unknown whether it happened. */
    CONNECTION_LOST,
    /** The server is there and cannot: too slow, full, read-only. */
    UNAVAILABLE,
    DUPLICATE_KEY,
    /** A mistake of ours. */
    BUG;

    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "55P03");
    private static final Set<String> ENDED_BY_SERVER = Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "25P04");
    private static final Set<String> CANNOT = Set.of("57014", "25006", "53000", "53100", "53200", "53300", "53400", "58000", "58030", "57000");

    static Fault of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e) {
                return of(e, e.getSQLState());
            }
        }
        return BUG;
    }

    private static Fault of(SQLException e, @Nullable String state) {
        if (state == null) {
            return e.getCause() instanceof IOException ? CONNECTION_LOST : BUG;
        }
        if (CONFLICTS.contains(state)) {
            return CONFLICT;
        }
        if (state.startsWith("08") || ENDED_BY_SERVER.contains(state)) {
            return CONNECTION_LOST;
        }
        if (CANNOT.contains(state)) {
            return UNAVAILABLE;
        }
        return switch (state) {
            case "22012" -> OLD_SNAPSHOT; // division by zero: how a statement refuses to commit, see Flow
            case "23505" -> DUPLICATE_KEY;
            default -> BUG;
        };
    }
}
