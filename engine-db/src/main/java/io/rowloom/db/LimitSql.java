package io.rowloom.db;

/** Limits, as parts of other statements: none of them reads any row of a resource as long as there are no limits. */
final class LimitSql {
    /** How many rows of each type are open, of those types that {@code p} names in its one row, or in none. What is open is in a stack that is not settled. */
    private static final String OPEN_BY_TYPE = """
        SELECT r.type, count(*)::int AS open
        FROM (%s) p
        CROSS JOIN (SELECT id FROM stack WHERE NOT settled ORDER BY id OFFSET 0) s
        JOIN LATERAL (SELECT type FROM resource r WHERE r.stack_id = s.id AND r.phase IS NOT NULL OFFSET 0) r ON r.type = ANY (p.types)
        GROUP BY r.type""";

    /** The same of all types that have a limit. */
    static final String OPEN_OF_LIMITED_TYPES = OPEN_BY_TYPE.formatted("SELECT array_agg(type) AS types FROM type_limit HAVING count(*) > 0");

    /** The same of the types that {@code m} names. */
    static final String OPEN_OF_LOCKED_TYPES = OPEN_BY_TYPE.formatted("SELECT types FROM m WHERE types <> '{}'");

    /** Of the row {@code r}: whether its type has room, or no limit. Nothing is counted before a row comes whose type has one. */
    static final String TYPE_HAS_ROOM = "(r.type <> ALL (ARRAY(SELECT type FROM type_limit)) OR r.type <> ALL (ARRAY(SELECT t.type FROM type_limit t JOIN ("
            + OPEN_OF_LIMITED_TYPES + ") o ON o.type = t.type WHERE o.open >= t.most)))";

    /** Of the row {@code stack}: whether it has room, or no limit. */
    static final String STACK_HAS_ROOM = """
        COALESCE((SELECT k.most > (SELECT count(*) FROM resource o WHERE o.stack_id = k.stack_id AND o.phase IS NOT NULL) FROM stack_limit k WHERE k.stack_id = stack.id), true)""";

    /** Of the rows {@code s} and {@code r}: whether a limit holds. */
    static final String LIMITED = "(r.type = ANY (ARRAY(SELECT type FROM type_limit)) OR (SELECT true FROM stack_limit k WHERE k.stack_id = s.id) IS NOT NULL)";

    /** Locks the limits that hold for rows of a stack, the stack's first, then those of types in order. Parameters: stack, stack, numbers. */
    static final String LOCK = """
        WITH k AS MATERIALIZED (SELECT most FROM stack_limit WHERE stack_id = ? FOR UPDATE),
        earlier AS MATERIALIZED (SELECT count(*) FROM k),
        t AS MATERIALIZED (
            SELECT t.type, t.most FROM earlier, type_limit t
            WHERE t.type = ANY (ARRAY(SELECT r.type FROM resource r WHERE r.stack_id = ? AND r.no = ANY (?::int[]))) ORDER BY t.type FOR UPDATE OF t)
        SELECT NULL AS type, most FROM k UNION ALL SELECT type, most FROM t""";

    private LimitSql() {}
}
