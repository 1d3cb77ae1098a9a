package io.rowloom.benchmarks.peer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

/** db-scheduler, with what its README says of high throughput: lock-and-fetch, which takes many executions with one statement, and keeps all threads busy. */
final class DbSchedulerPeer implements Peer {
    private static final int THREADS = 50;
    private static final int CONNECTIONS = 20;
    private static final double FETCH_BELOW = 1.0;
    private static final double FETCH_UP_TO = 4.0;
    private static final String TABLE = """
        CREATE TABLE IF NOT EXISTS scheduled_tasks (task_name text NOT NULL, task_instance text NOT NULL, task_data bytea, execution_time timestamptz, picked boolean NOT NULL,
            picked_by text,
            last_success timestamptz, last_failure timestamptz, consecutive_failures int, last_heartbeat timestamptz, version bigint NOT NULL, priority smallint, state text,
            PRIMARY KEY (task_name, task_instance));
        CREATE INDEX IF NOT EXISTS scheduled_tasks_due ON scheduled_tasks (execution_time);
        CREATE INDEX IF NOT EXISTS scheduled_tasks_dead ON scheduled_tasks (last_heartbeat)""";

    private final HikariDataSource database;
    private final Scheduler scheduler;
    private final OneTimeTask<Void> task = Tasks.oneTime("noop").execute((_, _) -> Done.one());

    DbSchedulerPeer(Place place) {
        this.database = place.pool(CONNECTIONS);
        this.scheduler = Scheduler.create(database, task).threads(THREADS).pollUsingLockAndFetch(FETCH_BELOW, FETCH_UP_TO).pollingInterval(Duration.ofSeconds(1))
                .enableImmediateExecution().schedulerName(new SchedulerName.Fixed("peer-" + place.number())).build();
    }

    @Override
    public String setup() {
        return THREADS + " threads, " + CONNECTIONS + " connections, pollUsingLockAndFetch(" + FETCH_BELOW + ", " + FETCH_UP_TO
                + "), polling every second, enableImmediateExecution, scheduleBatch";
    }

    @Override
    public void start() throws SQLException {
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
        scheduler.start();
    }

    @Override
    public void submit(int jobs) {
        Instant now = Instant.now();
        scheduler.scheduleBatch(Stream.<TaskInstance<?>>generate(() -> task.instance(UUID.randomUUID().toString())).limit(jobs), now);
        scheduler.triggerCheckForDueExecutions();
    }

    @Override
    public String left() {
        return "SELECT count(*) FROM scheduled_tasks";
    }

    @Override
    public String clean() {
        return "";
    }

    @Override
    public void close() {
        scheduler.stop();
        database.close();
    }
}
