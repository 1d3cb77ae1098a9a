package io.rowloom.db;

/**
 * Parts of statements that write events. Each takes its rows from a part that wrote the change and hangs on what that RETURNED: no change, no event. Each has one
 * parameter, the first place in the transaction's order.
 */
final class EventSql {
    /** From {@code w}: columns of the resource, and {@code holder}, the engine that caused the change. */
    static final String OF_RESOURCES = """
        INSERT INTO event (stack_id, ord, traversal, resource, name, type, physical_id, action, status, reason, fence, engine_id)
        SELECT stack_id, ?::int + row_number() OVER (ORDER BY no) - 1, claim_traversal, no, name, type, physical_id, action, status, reason, version, holder FROM w""";

    /** The same for the statements that run most: {@code w} says of each row which it is of those asked for, as {@code ord} from 1, so that nothing has to be sorted and counted. */
    static final String OF_NUMBERED = OF_RESOURCES.replace("row_number() OVER (ORDER BY no)", "ord");

    /** What {@code w} has to return, but for {@code holder}. */
    static final String RESOURCE_COLUMNS =
            "r.stack_id, r.no, r.name, r.type, r.physical_id, r.action, r.status, r.reason, r.version, r.claim_traversal";

    /** The first of these where the change was made for no claim: {@code w} says of which traversal. */
    static final String OF_UNCLAIMED = OF_RESOURCES.replace("claim_traversal", "traversal");

    /** From {@code s}: all columns of the stack. */
    static final String OF_STACK = """
        INSERT INTO event (stack_id, ord, traversal, name, type, physical_id, action, status, reason, fence)
        SELECT id, ?::int, traversal, name, 'OS::Heat::Stack', id::text, action, status, reason, 0 FROM s""";

    private EventSql() {}
}
