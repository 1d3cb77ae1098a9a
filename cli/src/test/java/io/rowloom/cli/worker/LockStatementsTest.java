package io.rowloom.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rowloom.cli.config.LockSettings;
import io.rowloom.db.DatabaseUrl;
import io.rowloom.db.PgDatabase;
import io.rowloom.db.PgSettings;
import io.rowloom.embedded.DatabaseAddress;
import io.rowloom.embedded.TestDatabase;
import io.rowloom.lock.LockScope;
import io.rowloom.lock.LockUrl;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import io.rowloom.schema.Migrations;
import io.rowloom.stack.NewStack;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.store.Store;
import io.rowloom.template.TemplateInput;
import io.rowloom.template.TemplateSource;
import io.rowloom.template.Templates;
import io.rowloom.value.Fingerprint;
import io.rowloom.worker.ClaimOrder;
import io.rowloom.worker.Services;
import io.rowloom.worker.Worker;
import io.rowloom.worker.WorkerConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What locks cost the database, as it counts: statements in the create of a chain, where each resource is claimed and finished by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LockStatementsTest {
    private static final int LENGTH = 8;

    private final TestDatabase server = TestDatabase.fresh(Map.of("shared_preload_libraries", "pg_stat_statements"));

    /** Nothing is done. */
    private static final class Link implements ResourceType {
        @Override
        public TypeSchema schema() {
            return TypeSchema.of("Test::Link", "For tests.");
        }

        @Override
        public Step create(ResourceCall call) {
            return Step.done();
        }

        @Override
        public Step delete(ResourceCall call) {
            return Step.done();
        }
    }

    /** How often statements were sent. */
    private record Sent(long claims, long finishes, long locks) {}

    private record Run(Sent sent, Workers workers) {}

    /** What the workers counted, together. */
    private record Workers(long tried, long won) {}

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void withoutLocksNothingIsSentButTheClaimsThemselves() throws Exception {
        assertThat(chain("none:")).isEqualTo(new Sent(LENGTH, LENGTH, 0));
    }

    @Test
    void aServiceOfItsOwnCostsTheDatabaseNothing() throws Exception {
        assertThat(chain("memory:statements")).isEqualTo(new Sent(LENGTH, LENGTH, 0));
    }

    @Test
    void locksOfSessionsAreTakenAndGivenBackOncePerClaim() throws Exception {
        Sent sent = chain("postgresql:");
        assertThat(sent.claims()).isEqualTo(LENGTH);
        assertThat(sent.finishes()).isEqualTo(LENGTH);
        assertThat(sent.locks()).as("and some to get to know the database").isBetween(2L * LENGTH, 2L * LENGTH + 6);
    }

    @Test
    void locksOfTransactionsAreTakenOncePerTransaction() throws Exception {
        assertThat(chain("postgresql:?form=transaction")).as("the plan, the first claim, and a finish for each, with the next claim").isEqualTo(new Sent(LENGTH, LENGTH, LENGTH + 2L));
    }

    @Test
    void affinityOfTwoWorkersNeedsNothingButTheClaimsThemselves() throws Exception {
        Run run = chain("none:", ClaimOrder.AFFINITY, 2);
        assertThat(run.workers().won()).isEqualTo(LENGTH);
        assertThat(run.sent()).as("a claim that another worker was before with is a claim, too").isEqualTo(new Sent(run.workers().tried(), LENGTH, 0));
    }

    private Sent chain(String url) throws Exception {
        return chain(url, ClaimOrder.RANDOM, 1).sent();
    }

    private Run chain(String url, ClaimOrder order, int workers) throws Exception {
        LockSettings locks = new LockSettings(LockUrl.parse(url), LockScope.RESOURCE, Duration.ofSeconds(20));
        DatabaseAddress address = server.createDatabase();
        Migrations.migrate(address.dataSource());
        try (Connection connection = address.dataSource().getConnection()) {
            connection.createStatement().execute("CREATE EXTENSION pg_stat_statements; SELECT pg_stat_statements_reset()");
            DatabaseUrl database = DatabaseUrl.parse(address.urlWithPassword());
            try (PgDatabase open = PgDatabase.open(PgSettings.of(database), Optional.empty(), locks.ofTransactions()); WorkerLocks service = WorkerLocks.open(locks, database)) {
                Workers counted = create(open.store(), service, order, workers);
                return new Run(new Sent(calls(connection, "%claim_definition = l.definition%"), calls(connection, "%definition_hash = r.claim_definition%"),
                        calls(connection, "%advisory%")), counted);
            }
        }
    }

    private static Workers create(Store store, WorkerLocks locks, ClaimOrder order, int workers) throws InterruptedException {
        ResourceTypes types = ResourceTypes.of(new Link());
        String resources = IntStream.range(0, LENGTH).mapToObj(i -> "r" + i + ": {type: 'Test::Link'" + (i == 0 ? "" : ", depends_on: r" + (i - 1)) + "}")
                .collect(Collectors.joining(", "));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        List<Worker> all = IntStream.range(0, workers).mapToObj(i -> Worker.start(WorkerConfig.standard("worker-" + i).withClaimOrder(order),
                new Services(locks.locking(), Optional.empty()), store, types, Fingerprint.unkeyed(), meters)).toList();
        StackId id = new StackId(UUID.randomUUID());
        store.stacks().create(new NewStack(id, "test", "chain", UUID.randomUUID(), Templates.accept(
                TemplateInput.of(new TemplateSource("t", "heat_template_version: 2021-04-16\nresources: {" + resources + "}")), types), OnFailure.STOP, Optional.empty()));
        await().atMost(Duration.ofSeconds(60)).until(() -> !store.stacks().find(id).orElseThrow().inProgress());
        for (Worker worker : all) {
            worker.drain();
        }
        assertThat(store.stacks().find(id).orElseThrow().status()).isEqualTo(Status.COMPLETE);
        return new Workers(count(meters, "rowloom.claims.tried"), count(meters, "rowloom.claims.won"));
    }

    private static long count(SimpleMeterRegistry meters, String counter) {
        return (long) meters.get(counter).counter().count();
    }

    private static long calls(Connection connection, String like) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT COALESCE(sum(calls), 0) FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid "
                + "WHERE d.datname = current_database() AND query LIKE ? AND query NOT LIKE '%pg_stat_statements%'")) {
            statement.setString(1, like);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
