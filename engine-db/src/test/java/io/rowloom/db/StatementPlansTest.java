package io.rowloom.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.rowloom.embedded.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The statements of the hot path reach rows by primary key, however many there are, and also with a plan that was made for an empty table. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementPlansTest {
    private final TestDatabase server = TestDatabase.fresh();
    private final TestStore pg = TestStore.on(server, Optional.empty());

    @AfterAll
    void close() {
        pg.close();
        server.close();
    }

    @Test
    void whatRunsMostReachesRowsNodesAndStacksByTheirWholeKeys() {
        pg.emptied();
        assertHotOnesUseKeys();
    }

    /**
     * A plan stays as it was made when a connection first used the statement, whatever the tables had become until then, and whether or not PostgreSQL had counted them. (Where it
     * has counted less than ten rows, it may read all of them, until it counts again.)
     */
    @ParameterizedTest
    @CsvSource({"1, 10", "1, 300", "1, 5000", "30, 10", "300, 10", "1000, 10"})
    void theyDoWhateverWasThereWhenTheirPlansWereMade(int stacks, int rows) throws SQLException {
        pg.emptied();
        String id = "('00000000-0000-7000-8000-' || lpad(s::text, 12, '0'))::uuid";
        String each = " FROM generate_series(1, " + stacks + ") s";
        String others = " FROM generate_series(1, " + (stacks + 20) + ") s";
        pg.execute("INSERT INTO stack (id, tenant, name, traversal, action, status, on_failure, request_id) SELECT " + id + ", 'acme', 's' || s, 1, 'CREATE', 'IN_PROGRESS', 'STOP', " + id + others);
        pg.execute("INSERT INTO resource (stack_id, no, name, type, current) SELECT " + id + ", no, 'r' || no, 'T', true" + each + ", generate_series(1, " + rows + ") no");
        pg.execute("INSERT INTO node (stack_id, traversal, no, resource, kind, waiting_for, dependents, required_by) SELECT " + id + ", 1, no, no, 'UPDATE', 0, '{}', '{}'" + each
                + ", generate_series(1, " + rows + ") no");
        assertHotOnesUseKeys();
        pg.execute("ANALYZE");
        assertHotOnesUseKeys();
    }

    private void assertHotOnesUseKeys() {
        String stacks = "uuid[], int[], ";
        String finish = "int[], int[], uuid[], bigint[], text[], text[], text[], text[], text[], int, int";
        String claim = "uuid, int[], int[], bigint[], int[], text[], boolean[], text[], text[], text[], text[], text[], text[], text[], text[], uuid[], text[], ";
        assertAll(
                () -> assertKeys(explain(FinishSql.FINISH, stacks + finish)),
                () -> assertKeys(explain(FinishSql.CUT_OFF, "uuid, int, int[], bigint[], int[], text[], text[], text[], text[], text[], text[], text[], int, int")),
                () -> assertKeysBesideLimits(explain(ClaimSql.CLAIM, stacks + claim + "int")),
                () -> assertKeysBesideLimits(explain(ClaimSql.FINISH_AND_CLAIM, stacks + finish + ", " + claim + "boolean[], int")),
                () -> assertKeys(explain(ClaimSql.RESUME, "uuid[], int[], bigint[], uuid")),
                () -> assertKeys(explain(ParkStatement.PARK, "uuid[], int[], uuid[], bigint[], text[], text[], text[], float8[], int[], int[], text[]")),
                () -> assertKeys(explain(Holding.HOLD, "uuid, int, int[], bigint[], text[], text[], int")),
                () -> assertKeys(explain(PlanWriting.LOCK, "uuid[], int[], int[], int[]")),
                () -> assertKeys(explain(PlanWriting.VISIT, "uuid[], int[], int[], int[], bigint[], uuid[], boolean[], int[], boolean[], boolean[], text[]")),
                () -> assertKeys(explain(PlanWriting.STACK, "uuid[], int[], int[], int[], int[], int")),
                () -> assertKeys(explain(PgEngines.HELD, "uuid[], int[], bigint[], uuid[]")),
                () -> assertThat(explain(PgClaims.CURRENT, "uuid, text[]")).doesNotContain("Seq Scan", "Bitmap", "resource_pkey").contains("name >="),
                () -> assertThat(explain(FirstPlans.WRITE, "uuid[], int[], int[], int[], int[], int[], text[], text[], text[], int[], int[], int[], text[], int[], text[], text[], int"))
                        .doesNotContain("Seq Scan on stack ").contains("(id = p_1.stack)"),
                () -> assertThat(explain(PlanWriting.DELETE_NODES, "uuid[], int[]")).doesNotContain("Seq Scan", "Hash Join", "Merge Join").contains("(stack_id = p.stack)"),
                () -> assertThat(explain(PgPlans.FIRST_ATTEMPTS, "uuid, int, float8, uuid[], int[]")).doesNotContain("Seq Scan", "Hash Join", "Merge Join").contains("(id = d.stack)", "(stack_id = s"),
                () -> assertThat(explain(PgPlans.ROWS, "uuid[]")).doesNotContain("Seq Scan", "Hash Join", "Merge Join").contains("(stack_id = w.id)"),
                () -> assertThat(explain(ReadySql.IN_STACKS, "uuid[], text[]")).doesNotContain("Seq Scan on stack ", "Seq Scan on node", "Seq Scan on resource", "Hash Join", "Merge Join")
                        .contains("(id = asked.stack)", "no = w.no)"));
    }

    @Test
    void aClaimWithinLimitsReachesRowsByStackAndCountsByStack() throws SQLException {
        assertThat(explain(ClaimSql.CLAIM_WITHIN_LIMITS, "uuid[], int[], uuid, int[], int[], bigint[], int[], text[], boolean[], text[], text[], text[], text[], text[], text[], text[], text[], "
                + "uuid[], text[], int, text[], int[], int")).doesNotContain("Seq Scan on resource", "Seq Scan on stack");
    }

    @Test
    void aRequestReachesItsStackAndSnapshotsByTheirKeys() throws SQLException {
        List<String> plans = List.of(explain(PgStacks.SUBMIT, "uuid, uuid, text, text, int, text, text, text, text, uuid, text, text[], int, uuid, text[], int"),
                explain(PgStacks.CANCEL, "uuid, int, text[], int"));
        assertThat(plans).allSatisfy(plan -> assertThat(plan).doesNotContain("Seq Scan", "Hash Join", "Merge Join", "stack_live_name"));
    }

    @Test
    void purgingReadsEventsByStack() throws SQLException {
        assertThat(explain(Purging.EVENTS, "numeric, int, numeric, int")).doesNotContain("Seq Scan").contains("(stack_id = stack.id)");
        assertThat(explain(Purging.EVENTS_OF_DELETED, "numeric, int")).doesNotContain("Seq Scan").contains("(stack_id = stack.id)");
    }

    @Test
    void settlingReadsRowsByStack() throws SQLException {
        String plan = explain(Settling.SETTLE, "numeric");
        assertThat(plan).doesNotContain("Seq Scan on resource", "Seq Scan on stack").doesNotContainPattern("resource_pkey on resource .*\\n(?! *Index Cond)");
    }

    @Test
    void tombstonesAreLookedForPageByPage() throws SQLException {
        assertThat(explain(PgResources.PURGE, "numeric, uuid, int, int, int")).doesNotContain("Seq Scan").contains("Index Cond: (ROW(stack_id, no) > ROW(");
    }

    @Test
    void aSweepReadsNoMoreThanItsPageHoweverLargeTheStackIs() throws SQLException {
        pg.emptied();
        String stack = "00000000-0000-7000-8000-000000000001";
        pg.execute("INSERT INTO stack (id, tenant, name, traversal, action, status, on_failure, request_id) "
                + "VALUES ('" + stack + "', 'acme', 'web', 1, 'CREATE', 'IN_PROGRESS', 'STOP', '" + stack + "')");
        pg.execute("INSERT INTO resource (stack_id, no, name, type, current, engine_id, claimed_at, phase, action, status) "
                + "SELECT '" + stack + "', no, 'r' || no, 'T', true, '" + stack
                + "', now(), 'BEGIN', 'CREATE', 'IN_PROGRESS' FROM generate_series(1, 5000) no");
        pg.execute("VACUUM ANALYZE resource");
        String page = "'" + stack + "', '" + stack + "', 4000, 100, 100, 100, '" + stack + "'";
        String plan = explain(PgEngines.SWEEP, "uuid, uuid, int, int, int, int, uuid", "(ANALYZE, BUFFERS, TIMING OFF, SUMMARY OFF)", page);
        assertThat(plan).doesNotContain("Seq Scan on resource").contains("(no > CASE WHEN");
        Matcher blocks = Pattern.compile("Buffers: shared hit=(\\d+)").matcher(plan);
        assertThat(blocks.find()).as(plan).isTrue();
        assertThat(Integer.parseInt(blocks.group(1))).as(plan).isLessThan(100);
    }

    @Test
    void dueLooksAreReadByTimeAndTheirStacksByKey() throws SQLException {
        assertThat(explain(PgDriftPolicies.DUE, "int")).doesNotContain("Seq Scan").contains("Index Cond: (due_at <= now())", "Index Cond: (id = drift_policy.stack_id)");
    }

    /** All nodes of the stack are read where an older version made the plan, and in no other part. */
    @Test
    void aReplacementReachesTheNodesToBeLockedByTheirWholeKeys() throws SQLException {
        String plan = explain(Replacing.LOCK_NODES, "uuid, int, int[], int[], int[]");
        assertThat(plan).doesNotContain("Seq Scan", "Hash Join", "Merge Join");
        assertThat(plan.lines().filter(line -> line.contains("Index Cond") && !line.contains("no ="))).as(plan).hasSize(1);
    }

    /** Limits are looked for once per statement: that of the stack by its key, all those of types. */
    private static void assertKeysBesideLimits(String plan) {
        String ofStack = " *->  Index (Only )?Scan using stack_limit_pkey .*\n *Index Cond: \\(stack_id = u(_[0-9]+)?\\.stack\\)\n";
        String ofTypes = " *->  Index (Only )?Scan using type_limit_pkey .*\n";
        assertKeys(plan.replaceAll(ofStack, "").replaceAll(ofTypes, ""));
    }

    private static void assertKeys(String plan) {
        assertThat(plan).doesNotContain("Seq Scan", "Bitmap", "Hash Join", "Merge Join");
        List<String> conditions = plan.lines().filter(line -> line.contains("Index Cond")).map(String::strip).toList();
        assertThat(conditions).isNotEmpty().allSatisfy(condition -> assertThat(condition).containsAnyOf("no =", "(id =", "snapshot ="));
        assertThat(plan.lines().filter(line -> line.contains("Index Scan") || line.contains("Index Only Scan")).count()).as(plan).isEqualTo(conditions.size());
    }

    private String explain(String sql, String types) throws SQLException {
        return explain(sql, types, "", "NULL, ".repeat(types.split(",").length).replaceFirst(", $", ""));
    }

    /** The plan for any parameters. */
    private String explain(String sql, String types, String options, String parameters) throws SQLException {
        String statement = sql;
        for (int i = 1; statement.contains("?"); i++) {
            statement = statement.replaceFirst("\\?", "\\$" + i);
        }
        try (var connection = pg.database.dataSource().getConnection(); var running = connection.createStatement()) {
            running.execute("DEALLOCATE ALL");
            running.execute("PREPARE p (" + types + ") AS " + statement);
            List<String> lines = new ArrayList<>();
            try (var rows = running.executeQuery("EXPLAIN " + options + " EXECUTE p(" + parameters + ")")) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return String.join("\n", lines);
        }
    }
}
