package io.rowloom.benchmarks.peer;

import com.zaxxer.hikari.HikariDataSource;
import dev.dbos.transact.DBOS;
import dev.dbos.transact.StartWorkflowOptions;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.workflow.Queue;
import dev.dbos.transact.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** DBOS Transact with a queue, which both processes take workflows from. There is no call that enqueues many, so that is done by several threads. */
final class DbosPeer implements Peer {
    private static final int CONNECTIONS = 20;
    private static final int SENDERS = 8;
    private static final int AT_A_TIME = 50;
    private static final Duration POLL = Duration.ofMillis(100);

    private final HikariDataSource database;
    private final DBOS dbos;
    private final Queue queue = new Queue("noop").withWorkerConcurrency(AT_A_TIME).withPollingInterval(POLL);
    private final NoOp proxy;

    /** Workflows that do nothing. Public for DBOS, which makes a proxy of it. */
    public interface NoOp {
        void run();
    }

    /** Does it. */
    public static final class NoOpWorkflow implements NoOp {
        @Override
        @Workflow(name = "noop")
        public void run() {
            Done.one();
        }
    }

    DbosPeer(Place place) {
        this.database = place.pool(CONNECTIONS);
        this.dbos = new DBOS(DBOSConfig.defaults("peers").withDataSource(database).withDatabaseSchema(place.schema()).withExecutorId("peer-" + place.number()).withAppVersion("1"));
        dbos.registerQueue(queue);
        this.proxy = dbos.registerProxy(NoOp.class, new NoOpWorkflow());
    }

    @Override
    public String setup() {
        return "one queue, " + AT_A_TIME + " workflows at a time in each process, polling every " + POLL.toMillis() + " ms, " + CONNECTIONS + " connections, enqueued by "
                + SENDERS + " threads";
    }

    @Override
    public void start() {
        dbos.launch();
    }

    @Override
    public void submit(int jobs) throws Exception {
        try (var senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < jobs; i++) {
                all.add(senders.submit(() -> dbos.startWorkflow(proxy::run, new StartWorkflowOptions().withQueue(queue))));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    @Override
    public String left() {
        return "SELECT count(*) FROM workflow_status WHERE status <> 'SUCCESS'";
    }

    @Override
    public String clean() {
        return "DELETE FROM workflow_status";
    }

    @Override
    public void close() {
        dbos.shutdown();
        database.close();
    }
}
