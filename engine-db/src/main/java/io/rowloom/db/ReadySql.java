package io.rowloom.db;

import io.rowloom.resource.Spread;
import java.util.List;

/**
 * How ready nodes and due actions are found: from the stacks in question, one row after the other by primary key. {@code OFFSET 0} keeps the planner from another join order,
 * which would read whole tables. There is no index on what changes with every claim and finish: it would cost more than these reads (no HOT updates).
 */
final class ReadySql {
    private static final String COLUMNS = StackRows.HEAD + ", " + ReadyRows.columns("n", "r", "") + ", " + LimitSql.LIMITED + " AS limited";

    /** A copy that comes back is looked at when nothing makes or changes another one of its name any more; a new one begins when nothing makes or changes the one that it replaces. */
    private static final String FREE_ROW = """
        JOIN LATERAL (SELECT * FROM resource r
            WHERE r.stack_id = n.stack_id AND r.no = n.resource AND r.engine_id IS NULL AND r.phase IS NULL AND r.held_by IS NULL
              AND (n.kind <> 'UPDATE' OR r.replaced_by IS NULL OR NOT EXISTS (SELECT FROM resource other
                WHERE other.stack_id = r.stack_id AND other.name = r.name AND other.no <> r.no AND other.phase IS NOT NULL AND other.action <> 'DELETE'))
              AND (n.kind <> 'UPDATE' OR r.replaces IS NULL OR r.action <> 'INIT' OR NOT EXISTS (SELECT FROM resource old
                WHERE old.stack_id = r.stack_id AND old.no = r.replaces AND old.phase IS NOT NULL AND old.action <> 'DELETE'))
            OFFSET 0) r ON""";

    private static final String FIRST_PLACE = "(get_byte(uuid_send(id), 14) << 8) + get_byte(uuid_send(id), 15) AS first_place";

    private static final String IN_SHARD = anywhere(inShard("n.no"), "");
    private static final String IN_PARTS = anywhere(inParts("n.no"), "");
    private static final String IN_SHARD_LAST_FIRST = anywhere(inShard("n.no"), " DESC");
    private static final String IN_PARTS_LAST_FIRST = anywhere(inParts("n.no"), " DESC");
    private static final String DUE_IN_SHARD = due(inShard("r.no"), "");
    private static final String DUE_IN_PARTS = due(inParts("r.no"), "");
    private static final String DUE_IN_SHARD_LAST_FIRST = due(inShard("r.no"), " DESC");
    private static final String DUE_IN_PARTS_LAST_FIRST = due(inParts("r.no"), " DESC");

    /** Parameters: {@link #binds}, types to leave out, limit. */
    static String ready(Spread spread) {
        return switch (spread) {
            case Spread.Shard _ -> IN_SHARD;
            case Spread.Parts _ -> IN_PARTS;
            case Spread.LastFirst(Spread of) -> of instanceof Spread.Shard ? IN_SHARD_LAST_FIRST : IN_PARTS_LAST_FIRST;
        };
    }

    /** Parameters: types to leave out, {@link #binds}, limit. */
    static String due(Spread spread) {
        return switch (spread) {
            case Spread.Shard _ -> DUE_IN_SHARD;
            case Spread.Parts _ -> DUE_IN_PARTS;
            case Spread.LastFirst(Spread of) -> of instanceof Spread.Shard ? DUE_IN_SHARD_LAST_FIRST : DUE_IN_PARTS_LAST_FIRST;
        };
    }

    /** What these are told of the spread. */
    static List<Object> binds(Spread spread) {
        return switch (spread) {
            case Spread.Shard(int shards, int shard) -> List.of(shards, shard);
            case Spread.Parts parts -> List.of(parts.bits());
            case Spread.LastFirst(Spread of) -> binds(of);
        };
    }

    private static String inShard(String no) {
        return "(" + place(no) + ") % ? = ?";
    }

    private static String inParts(String no) {
        return "get_bit(?::bytea, (" + place(no) + ") & " + (Spread.Parts.COUNT - 1) + ") = 1";
    }

    /** As {@link Spread#place}. */
    private static String place(String no) {
        return "s.first_place + " + no + " / " + Spread.TOGETHER;
    }

    private static String anywhere(String wanted, String order) {
        return "SELECT " + COLUMNS + """

        FROM (SELECT *,\s""" + FIRST_PLACE + """

             FROM stack WHERE status = 'IN_PROGRESS' AND planned = traversal AND\s""" + LimitSql.STACK_HAS_ROOM + """
             ORDER BY id""" + order + """
             OFFSET 0) s
        JOIN LATERAL (SELECT * FROM node n WHERE n.stack_id = s.id AND n.traversal = s.traversal AND n.waiting_for = 0 AND NOT n.done AND\s""" + wanted + """

            ORDER BY n.no""" + order + """
            OFFSET 0) n ON true
        """ + FREE_ROW + " r.type <> ALL (?::text[]) AND " + LimitSql.TYPE_HAS_ROOM + " LIMIT ?";
    }

    /** Parameters: stacks, of each a list of nodes. */
    static final String IN_STACKS = "SELECT " + COLUMNS + """

        FROM unnest(?::uuid[], ?::text[]) asked(stack, nodes)
        JOIN LATERAL (SELECT * FROM stack WHERE id = asked.stack AND status NOT IN ('COMPLETE', 'FAILED') AND planned = traversal AND\s""" + LimitSql.STACK_HAS_ROOM + """
             OFFSET 0) s ON true
        CROSS JOIN LATERAL unnest(asked.nodes::int[]) w(no)
        JOIN LATERAL (SELECT * FROM node n WHERE n.stack_id = s.id AND n.traversal = s.traversal AND n.no = w.no AND n.waiting_for = 0 AND NOT n.done OFFSET 0) n ON true
        """ + FREE_ROW + " " + LimitSql.TYPE_HAS_ROOM;

    /** Stacks that ended count, too: their open actions are brought to an end. */
    private static String due(String wanted, String order) {
        return """
        SELECT s.id AS stack_id, r.no, r.version, r.type
        FROM (SELECT id,\s""" + FIRST_PLACE + """

         FROM stack WHERE NOT settled ORDER BY id""" + order + """
         OFFSET 0) s
        JOIN LATERAL (SELECT no, version, type FROM resource r
            WHERE r.stack_id = s.id AND r.phase IS NOT NULL AND r.engine_id IS NULL AND (r.wake <> r.wake_seen OR r.next_poll_at <= now())
              AND r.type <> ALL (?::text[]) AND\s""" + wanted + """

            ORDER BY no""" + order + """
            OFFSET 0) r ON true
        LIMIT ?""";
    }

    private ReadySql() {}
}
