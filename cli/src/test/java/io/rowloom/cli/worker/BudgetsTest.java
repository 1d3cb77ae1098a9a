package io.rowloom.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.BooleanNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rowloom.db.DatabaseUrl;
import io.rowloom.db.PgDatabase;
import io.rowloom.db.PgSettings;
import io.rowloom.embedded.DatabaseAddress;
import io.rowloom.embedded.TestDatabase;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import io.rowloom.plugin.UpdatePolicy;
import io.rowloom.schema.Migrations;
import io.rowloom.stack.NewStack;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.store.Store;
import io.rowloom.template.Target;
import io.rowloom.template.TemplateInput;
import io.rowloom.template.TemplateSource;
import io.rowloom.template.Templates;
import io.rowloom.value.Fingerprint;
import io.rowloom.worker.Worker;
import io.rowloom.worker.WorkerConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What resources may cost at most, in counts that do not depend on the machine, as the database counts them. Each bound is above what was measured, and below what it would be if batching or going on in one transaction broke. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BudgetsTest {
    private static final int CHAIN = 40;
    private static final int WIDE = 1_000;
    private static final int STACKS = 60;
    private static final int LEFT_BEHIND = 20_000;
    private static final Duration A_WHILE = Duration.ofMillis(300);

    private static final WorkerConfig STANDARD = WorkerConfig.standard("worker");
    private static final WorkerConfig SWEEPING_OFTEN = new WorkerConfig(STANDARD.name(), STANDARD.slots(), STANDARD.lease(), Duration.ofMillis(20), STANDARD.grace(), STANDARD.pollEvery(),
            STANDARD.drainTimeout(), STANDARD.retry(), STANDARD.maxAttempts(), STANDARD.retention(), STANDARD.claimOrder());

    private final TestDatabase server = TestDatabase.fresh(Map.of("shared_preload_libraries", "pg_stat_statements", "pg_stat_statements.track_utility", "off"));

    /** Nothing is done, at once or after a wait, and counted. */
    private static final class Nothing implements ResourceType {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public TypeSchema schema() {
            return TypeSchema.of("Test::Nothing", "For tests.").property("copy", PropertySchema.of(PropertySchema.Type.STRING, "Another one, another copy.").onChange(UpdatePolicy.REPLACE))
                    .property("wait", PropertySchema.of(PropertySchema.Type.BOOLEAN, "Whether it takes a while to be created."));
        }

        @Override
        public Step create(ResourceCall call) {
            calls.incrementAndGet();
            return call.properties().path("wait").asBoolean() && call.cookie().isEmpty() ? new Step.Wait(BooleanNode.TRUE, A_WHILE, Optional.empty()) : Step.done();
        }

        @Override
        public Step delete(ResourceCall call) {
            calls.incrementAndGet();
            return Step.done();
        }
    }

    /**
     * What the database did for a request, renewals of leases aside.
     *
     * @param claims statements that claim, also after a finish
     * @param finishes statements that record successes
     * @param rows written to anything but events
     * @param bytes of log written by statements
     */
    private record Cost(int calls, long claims, long finishes, long rows, long bytes) {}

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void aChainTakesOneFinishPerResourceAndClaimsTheNextInItsTransaction() throws Exception {
        try (Bed bed = new Bed()) {
            Cost cost = bed.create(CHAIN, i -> i == 0 ? "" : ", depends_on: r" + (i - 1));
            assertThat(cost.calls()).isEqualTo(CHAIN);
            assertThat(cost.finishes()).isEqualTo(CHAIN);
            assertThat(cost.claims()).isEqualTo(CHAIN);
            assertThat(bed.count("SELECT count(DISTINCT txid) FROM event")).as("the create, the plan's claim, and one transaction for each").isLessThanOrEqualTo(CHAIN + 3L);
            assertThat(bed.delete().calls()).isEqualTo(CHAIN);
        }
    }

    @Test
    void whereManyCanRunManyShareAStatement() throws Exception {
        try (Bed bed = new Bed()) {
            Cost create = bed.create(WIDE, _ -> "");
            assertThat(create.calls()).isEqualTo(WIDE);
            assertThat(create.finishes() + create.claims()).isLessThanOrEqualTo(WIDE / 4);
            assertThat(create.bytes()).isLessThanOrEqualTo(2_000L * WIDE);
            await().until(() -> bed.count("SELECT n_tup_upd FROM pg_stat_user_tables WHERE relname = 'resource'") >= 2 * WIDE);
            assertThat(bed.count("SELECT n_tup_upd - n_tup_hot_upd FROM pg_stat_user_tables WHERE relname = 'resource'")).as("written to indexes").isLessThanOrEqualTo(WIDE / 50);

            Cost again = bed.updateToTheSame();
            assertThat(again.calls()).isZero();
            assertThat(again.claims() + again.finishes()).isZero();
            assertThat(again.rows()).as("of the stack alone, whatever its size").isLessThanOrEqualTo(10);

            assertThat(bed.delete().calls()).isEqualTo(WIDE);
        }
    }

    /** The others are neither read nor written: whatever the size of the stack. */
    @Test
    void replacementsShareStatementsThatReadWhatTheyChangeAlone() throws Exception {
        try (Bed bed = new Bed()) {
            bed.create(WIDE, _ -> ", properties: {copy: a}");
            Cost replace = bed.update(WIDE, _ -> ", properties: {copy: b}");
            assertThat(replace.calls()).as("a create and a delete for each").isEqualTo(2 * WIDE);
            assertThat(bed.count("SELECT count(*) FROM resource WHERE replaces IS NOT NULL AND current")).isEqualTo(WIDE);
            assertThat(bed.sum("calls", "query LIKE '%o.required_by%'")).as("transactions that replace").isBetween(1L, WIDE / 4L);
            assertThat(bed.sum("calls", "true")).isLessThanOrEqualTo(WIDE);
            assertThat(bed.sum("shared_blks_hit + shared_blks_read", "query LIKE '%o.required_by%'")).as("pages for the nodes to be locked").isBetween(1L, 25L * WIDE);
        }
    }

    /** However many more they are than the slots. */
    @Test
    void actionsThatWaitArePutAsideTogetherAndAreNotLookedFor() throws Exception {
        try (Bed bed = new Bed()) {
            Cost create = bed.create(WIDE, _ -> ", properties: {wait: true}");
            assertThat(create.calls()).isEqualTo(2 * WIDE);
            assertThat(bed.sum("calls", "query LIKE '%wake_seen = v.wake_seen%'")).as("statements that put aside").isBetween(1L, WIDE / 4L);
            assertThat(bed.sum("calls", "query LIKE '%r.phase IS NOT NULL AND r.engine_id IS NULL AND (%'")).as("looks for what is due").isLessThanOrEqualTo(WIDE / 20L);
            assertThat(bed.sum("calls", "true")).isLessThanOrEqualTo(WIDE);
        }
    }

    /** Whatever plans the database made while there was little. */
    @Test
    void nothingReadsAllThatOtherStacksLeftBehind() throws Exception {
        try (Bed bed = new Bed(SWEEPING_OFTEN, _ -> {})) {
            bed.create(CHAIN, i -> i == 0 ? "" : ", depends_on: r" + (i - 1));
            bed.update(CHAIN, _ -> ", properties: {copy: a}");
            bed.leaveBehind(LEFT_BEHIND);
            bed.update(CHAIN, i -> ", properties: {copy: b, wait: true}" + (i == 0 ? "" : ", depends_on: r" + (i - 1)));
            assertThat(bed.reading(LEFT_BEHIND / 20)).isEmpty();
            bed.delete();
            await().atMost(Duration.ofSeconds(30)).until(() -> bed.calls("%quiet AS MATERIALIZED%") >= 3);
            assertThat(bed.reading(LEFT_BEHIND / 20)).isEmpty();
        }
    }

    @Test
    void smallStacksThatComeTogetherArePlannedTogether() throws Exception {
        try (Bed bed = new Bed(before -> before.request(STACKS, 3))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> bed.count("SELECT count(*) FROM stack WHERE status = 'COMPLETE'") == STACKS);
            assertThat(bed.nothing.calls.get()).isEqualTo(3 * STACKS);
            assertThat(bed.calls("%INSERT INTO node %")).isBetween(1L, STACKS / 4L);
            assertThat(bed.calls("%plan_attempts%")).isBetween(1L, STACKS / 4L);
        }
    }

    /** A worker on a database of its own, with one stack. */
    private final class Bed implements AutoCloseable {
        private final Connection connection;
        private final PgDatabase database;
        private final Store store;
        private final Nothing nothing = new Nothing();
        private final ResourceTypes types = ResourceTypes.of(nothing);
        private final Worker worker;
        private final StackId stack = new StackId(UUID.randomUUID());
        private String target = "";

        Bed() throws Exception {
            this(_ -> {});
        }

        Bed(Consumer<Bed> before) throws Exception {
            this(STANDARD, before);
        }

        /** @param before what is done while there is no worker yet */
        Bed(WorkerConfig config, Consumer<Bed> before) throws Exception {
            DatabaseAddress address = server.createDatabase();
            Migrations.migrate(address.dataSource());
            connection = address.dataSource().getConnection();
            connection.createStatement().execute("CREATE EXTENSION pg_stat_statements");
            database = PgDatabase.open(PgSettings.of(DatabaseUrl.parse(address.urlWithPassword())), Optional.empty(), Optional.empty());
            store = database.store();
            before.accept(this);
            worker = Worker.start(config, store, types, Fingerprint.unkeyed(), new SimpleMeterRegistry());
        }

        Cost create(int size, IntFunction<String> more) throws Exception {
            Target first = target(size, more);
            target = store.targets().store(first);
            return of(() -> store.stacks().create(new NewStack(stack, "test", "stack", UUID.randomUUID(), first, OnFailure.STOP, Optional.empty())));
        }

        /** Independent stacks of the same template. */
        void request(int stacks, int size) {
            Target all = target(size, _ -> "");
            IntStream.range(0, stacks).forEach(i -> store.stacks()
                    .create(new NewStack(new StackId(UUID.randomUUID()), "test", "stack" + i, UUID.randomUUID(), all, OnFailure.STOP, Optional.empty())));
        }

        Cost update(int size, IntFunction<String> more) throws Exception {
            target = store.targets().store(target(size, more));
            return updateToTheSame();
        }

        private Target target(int size, IntFunction<String> more) {
            String resources = IntStream.range(0, size).mapToObj(i -> "r" + i + ": {type: 'Test::Nothing'" + more.apply(i) + "}").collect(Collectors.joining(", "));
            return Templates.accept(
                    TemplateInput.of(new TemplateSource("t", "heat_template_version: 2021-04-16\nresources: {" + resources + "}")), types);
        }

        Cost updateToTheSame() throws Exception {
            return of(() -> submit(new Request.Goal.Update(target)));
        }

        Cost delete() throws Exception {
            return of(() -> submit(new Request.Goal.Delete()));
        }

        /** Rows of a stack that is complete, and swept no more. */
        void leaveBehind(int rows) throws Exception {
            connection.createStatement().execute("""
                    WITH s AS (
                        INSERT INTO stack (id, tenant, name, traversal, planned, action, status, on_failure, request_id, next_no, settled)
                        VALUES (gen_random_uuid(), 'other', 'other', 1, 1, 'CREATE', 'COMPLETE', 'STOP', gen_random_uuid(), %1$d + 1, true) RETURNING id),
                    r AS (
                        INSERT INTO resource (stack_id, no, name, type, current, action) SELECT id, no, 'r' || no, 'Test::Nothing', true, 'CREATE' FROM s, generate_series(1, %1$d) no),
                    n AS (
                        INSERT INTO node (stack_id, traversal, no, resource, kind, waiting_for, done, dependents) SELECT id, 1, no, no, 'UPDATE', 0, true, '{}' FROM s, generate_series(1, %1$d) no)
                    INSERT INTO event (stack_id, ord, traversal, resource, name, type, action, status, reason, fence)
                    SELECT id, no, 1, no, 'r' || no, 'Test::Nothing', 'CREATE', 'COMPLETE', 'state changed', 1 FROM s, generate_series(1, %1$d) no""".formatted(rows));
        }

        /** Statements that read so many pages at a time, on average. */
        List<String> reading(int pages) throws Exception {
            List<String> found = new ArrayList<>();
            try (var rows = connection.createStatement().executeQuery("SELECT (shared_blks_hit + shared_blks_read) / calls, query FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid "
                    + "WHERE d.datname = current_database() AND query NOT LIKE '%pg_stat_statements%' AND shared_blks_hit + shared_blks_read >= calls * " + pages)) {
                while (rows.next()) {
                    found.add(rows.getLong(1) + " pages: " + rows.getString(2));
                }
            }
            return found;
        }

        private void submit(Request.Goal goal) {
            store.stacks().submit(stack, store.stacks().find(stack).orElseThrow().traversal(), Request.of(UUID.randomUUID(), goal));
        }

        private Cost of(Runnable request) throws Exception {
            int before = nothing.calls.get();
            connection.createStatement().execute("SELECT pg_stat_statements_reset()");
            request.run();
            await().atMost(Duration.ofSeconds(60)).until(() -> !store.stacks().find(stack).orElseThrow().inProgress());
            assertThat(store.stacks().find(stack).orElseThrow().status()).isEqualTo(Status.COMPLETE);
            return new Cost(nothing.calls.get() - before, calls("%claim_definition = l.definition%"), calls("%definition_hash = r.claim_definition%"),
                    sum("rows", "query ~* '^(insert|update|delete)' AND query NOT LIKE 'INSERT INTO event%'"), sum("wal_bytes", "query NOT LIKE '%UPDATE engine%'"));
        }

        private long calls(String like) throws Exception {
            return sum("calls", "query LIKE '" + like + "'");
        }

        private long sum(String column, String condition) throws Exception {
            return count("SELECT COALESCE(sum(" + column + "), 0)::bigint FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid "
                    + "WHERE d.datname = current_database() AND query NOT LIKE '%pg_stat_statements%' AND " + condition);
        }

        long count(String query) throws Exception {
            try (var rows = connection.createStatement().executeQuery(query)) {
                rows.next();
                return rows.getLong(1);
            }
        }

        @Override
        public void close() throws SQLException {
            try {
                worker.drain();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            database.close();
            connection.close();
        }
    }
}
