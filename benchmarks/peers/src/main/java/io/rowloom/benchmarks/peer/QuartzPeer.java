package io.rowloom.benchmarks.peer;

import com.zaxxer.hikari.HikariDataSource;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/** Quartz in a cluster, with triggers taken in batches, which its configuration reference recommends where many fire at once (and which needs acquireTriggersWithinLock). */
final class QuartzPeer implements Peer {
    private static final int THREADS = 20;
    private static final int IDLE_MILLIS = 1_000;
    private static final int MORE_CONNECTIONS = 3;

    private final Place place;
    private final Scheduler scheduler;

    /** A job that does nothing. Public for Quartz, which makes it. */
    public static final class NoOp implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            Done.one();
        }
    }

    QuartzPeer(Place place) throws Exception {
        this.place = place;
        Properties settings = new Properties();
        settings.putAll(Map.of("org.quartz.scheduler.instanceName", "peers", "org.quartz.scheduler.instanceId", "peer-" + place.number(),
                "org.quartz.threadPool.threadCount", Integer.toString(THREADS), "org.quartz.scheduler.batchTriggerAcquisitionMaxCount", Integer.toString(THREADS),
                "org.quartz.scheduler.idleWaitTime", Integer.toString(IDLE_MILLIS), "org.quartz.scheduler.skipUpdateCheck", "true"));
        settings.putAll(Map.of("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX", "org.quartz.jobStore.driverDelegateClass",
                "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate", "org.quartz.jobStore.isClustered", "true", "org.quartz.jobStore.acquireTriggersWithinLock", "true",
                "org.quartz.jobStore.useProperties", "true", "org.quartz.jobStore.dataSource", "peer"));
        settings.putAll(Map.of("org.quartz.dataSource.peer.provider", "hikaricp", "org.quartz.dataSource.peer.driver", "org.postgresql.Driver",
                "org.quartz.dataSource.peer.URL", place.url(),
                "org.quartz.dataSource.peer.user", place.user(), "org.quartz.dataSource.peer.password", place.password(), "org.quartz.dataSource.peer.maxConnections",
                Integer.toString(THREADS + MORE_CONNECTIONS)));
        this.scheduler = new StdSchedulerFactory(settings).getScheduler();
    }

    @Override
    public String setup() {
        return THREADS + " threads, " + (THREADS + MORE_CONNECTIONS) + " connections, JobStoreTX in a cluster, batchTriggerAcquisitionMaxCount " + THREADS
                + ", acquireTriggersWithinLock, idleWaitTime 1 s, all triggers of one job stored in one call";
    }

    /** Its script drops tables that are there, so only the first process runs it. */
    @Override
    public void start() throws Exception {
        if (place.number() == 1) {
            try (HikariDataSource pool = place.pool(1); var connection = pool.getConnection(); var statement = connection.createStatement()) {
                statement.execute(script());
            }
        }
        scheduler.start();
    }

    private static String script() throws Exception {
        try (InputStream in = Optional.ofNullable(Scheduler.class.getResourceAsStream("/org/quartz/impl/jdbcjobstore/tables_postgres.sql")).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void submit(int jobs) throws Exception {
        JobDetail job = JobBuilder.newJob(NoOp.class).withIdentity("noop-" + UUID.randomUUID()).build();
        Set<Trigger> triggers = new HashSet<>();
        for (int i = 0; i < jobs; i++) {
            triggers.add(TriggerBuilder.newTrigger().withIdentity(UUID.randomUUID().toString()).forJob(job).startNow().build());
        }
        scheduler.scheduleJobs(Map.of(job, triggers), false);
    }

    @Override
    public String left() {
        return "SELECT (SELECT count(*) FROM qrtz_triggers) + (SELECT count(*) FROM qrtz_fired_triggers)";
    }

    @Override
    public String clean() {
        return "";
    }

    @Override
    public void close() {
        try {
            scheduler.shutdown(true);
        } catch (SchedulerException e) {
            throw new IllegalStateException(e);
        }
    }
}
