package io.rowloom.db;

import static org.assertj.core.api.Assertions.assertThat;

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
    void aFinishReachesRowsNodesAndStackByTheirWholeKeys() throws SQLException {
        String plan = explain(FinishSql.FINISH, "uuid[], int[], int[], int[], uuid[], bigint[], text[], text[], text[], text[], text[], int");
        assertKeys(plan);
    }

    @Test
    void aCutOffReachesRowsNodesAndStackByTheirWholeKeys() throws SQLException {
        assertKeys(explain(FinishSql.CUT_OFF, "uuid, int, int[], bigint[], int[], text[], text[], text[], text[], text[], text[], text[], int"));
    }

    @Test
    void aClaimReachesRowsByTheirWholeKeys() throws SQLException {
        assertKeysBesideLimits(explain(ClaimSql.CLAIM, "uuid[], int[], uuid, int[], int[], bigint[], int[], text[], boolean[], text[], text[], text[], text[], text[], text[], text[], text[], uuid[], text[], int"));
    }

    @Test
    void aFinishThatGoesOnReachesRowsNodesAndStackByTheirWholeKeys() throws SQLException {
        assertKeysBesideLimits(explain(ClaimSql.FINISH_AND_CLAIM, "uuid[], int[], int[], int[], uuid[], bigint[], text[], text[], text[], text[], text[], int, "
                + "uuid, int[], int[], bigint[], int[], text[], boolean[], text[], text[], text[], text[], text[], text[], text[], text[], uuid[], text[], boolean[], int"));
    }

    @Test
    void aParkReachesRowsByTheirWholeKeys() throws SQLException {
        assertKeys(explain(ParkStatement.PARK, "uuid[], int[], uuid[], bigint[], text[], text[], text[], float8[], int[], int[], text[]"));
    }

    @Test
    void aClaimWithinLimitsReachesRowsByStackAndCountsByStack() throws SQLException {
        assertThat(explain(ClaimSql.CLAIM_WITHIN_LIMITS, "uuid[], int[], uuid, int[], int[], bigint[], int[], text[], boolean[], text[], text[], text[], text[], text[], text[], text[], text[], "
                + "uuid[], text[], int, text[], int[], int")).doesNotContain("Seq Scan on resource", "Seq Scan on stack");
    }

    @Test
    void aHoldReachesRowsByTheirWholeKeys() throws SQLException {
        assertKeys(explain(Holding.HOLD, "uuid, int, int[], bigint[], text[], text[], int"));
    }

    @Test
    void aPlanReachesRowsByTheirWholeKeys() throws SQLException {
        assertThat(explain(FirstPlans.WRITE, "uuid[], int[], int[], int[], int[], int[], text[], text[], text[], int[], int[], int[], text[], int[], text[], text[], int"))
                .doesNotContain("Seq Scan on stack ").contains("(id = p_1.stack)");
        assertKeys(explain(PlanWriting.LOCK, "uuid[], int[], int[], int[]"));
        assertKeys(explain(PlanWriting.VISIT, "uuid[], int[], int[], int[], bigint[], uuid[], boolean[], int[], boolean[], boolean[], text[]"));
        assertKeys(explain(PlanWriting.STACK, "uuid[], int[], int[], int[], int[], int"));
        assertThat(explain(PlanWriting.DELETE_NODES, "uuid[], int[]")).doesNotContain("Seq Scan", "Hash Join", "Merge Join").contains("(stack_id = p.stack)");
    }

    @Test
    void aRequestReachesItsStackAndSnapshotsByTheirKeys() throws SQLException {
        List<String> plans = List.of(explain(PgStacks.SUBMIT, "uuid, uuid, text, text, int, text, text, text, text, uuid, text, text[], int, uuid, text[], int"),
                explain(PgStacks.CANCEL, "uuid, int, text[], int"));
        assertThat(plans).allSatisfy(plan -> assertThat(plan).doesNotContain("Seq Scan", "Hash Join", "Merge Join", "stack_live_name"));
    }

    @Test
    void whatAPlanIsMadeOfIsReadStackByStack() throws SQLException {
        assertThat(explain(PgPlans.FIRST_ATTEMPTS, "int, uuid[], int[]")).doesNotContain("Seq Scan", "Hash Join", "Merge Join").contains("(id = v.stack)", "(stack_id = s");
        assertThat(explain(PgPlans.ROWS, "uuid[]")).doesNotContain("Seq Scan", "Hash Join", "Merge Join").contains("(stack_id = w.id)");
    }

    /** Also with a plan that was made while there were some rows, and before the first statistics. */
    @Test
    void whatReadyNodesDependOnIsReadByName() throws SQLException {
        assertThat(explain(PgClaims.CURRENT, "uuid, text[]")).doesNotContain("Seq Scan", "Bitmap").contains("name >=");
        pg.execute("INSERT INTO resource (stack_id, no, name, type, current) SELECT '00000000-0000-7000-8000-000000000001', no, 'r' || no, 'T', true FROM generate_series(1, 100) no");
        assertThat(explain(PgClaims.CURRENT, "uuid, text[]")).doesNotContain("Seq Scan", "Bitmap", "resource_pkey").contains("name >=");
        pg.execute("TRUNCATE resource");
    }

    @Test
    void nodesThatSomebodyToldOfAreReadByTheirWholeKeys() throws SQLException {
        assertThat(explain(ReadySql.IN_STACKS, "uuid[], text[]")).doesNotContain("Seq Scan on stack ", "Seq Scan on node", "Seq Scan on resource", "Hash Join", "Merge Join")
                .contains("(id = asked.stack)", "no = w.no)");
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
    void claimsAreLookedForByTheirWholeKeys() throws SQLException {
        assertKeys(explain(PgEngines.HELD, "uuid[], int[], bigint[], uuid[]"));
    }

    @Test
    void aSweepReadsNoMoreThanItsPageHoweverLargeTheStackIs() throws SQLException {
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
        pg.execute("TRUNCATE stack, resource");
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
