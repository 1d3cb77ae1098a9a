package io.rowloom.db;

import io.rowloom.resource.StackHead;
import io.rowloom.stack.Approach;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.Status;
import io.rowloom.stack.Tags;
import java.time.Duration;

/** Rows of the table {@code stack} as the domain sees them. */
final class StackRows {
    /** For statements that join the stack, as {@code s}, with other rows. */
    static final String HEAD = """
        s.id AS s_id, s.tenant AS s_tenant, s.name AS s_name, s.traversal AS s_traversal, s.action AS s_action, s.on_failure AS s_on_failure,
        s.target AS s_target, s.approach AS s_approach, s.deadline_at AS s_deadline_at""";

    private StackRows() {}

    /** From all columns. */
    static Stack view(Row row) {
        return new Stack(row.stack("id"), row.text("tenant"), row.text("name"), row.integer("traversal"), row.integer("planned"),
                row.word("action", StackAction.class), row.word("status", Status.class), row.text("reason"), row.textIfAny("target"), row.textIfAny("last_template"),
                row.word("on_failure", OnFailure.class), row.uuid("request_id"), row.integerIfAny("timeout_secs").stream().mapToObj(Duration::ofSeconds).findAny(),
                row.instantIfAny("deadline_at"), row.integer("pending"), row.integer("failed"), row.integer("next_no"), row.word("approach", Approach.class), row.instant("created_at"),
                row.instant("updated_at"), row.instantIfAny("deleted_at"), new Tags(row.texts("tags")));
    }

    /** From {@link #HEAD}. */
    static StackHead head(Row row) {
        return new StackHead(row.stack("s_id"), row.text("s_tenant"), row.text("s_name"), row.integer("s_traversal"), row.word("s_action", StackAction.class),
                row.word("s_on_failure", OnFailure.class), row.textIfAny("s_target"), row.word("s_approach", Approach.class), row.instantIfAny("s_deadline_at"));
    }

    /** Timeouts are kept in whole seconds, rounded up. */
    static int seconds(Duration timeout) {
        return (int) Math.min(timeout.plusNanos(999_999_999).toSeconds(), Integer.MAX_VALUE);
    }
}
