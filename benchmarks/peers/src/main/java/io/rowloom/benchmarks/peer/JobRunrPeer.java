package io.rowloom.benchmarks.peer;

import com.zaxxer.hikari.HikariDataSource;
import java.util.stream.IntStream;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.BackgroundJobRequest;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.jackson3.Jackson3JsonMapper;

/** JobRunr with job requests, the number of workers that it chooses by itself, and the shortest poll interval that its documents allow for SQL. */
final class JobRunrPeer implements Peer {
    private static final int CONNECTIONS = 20;
    private static final int POLL_SECONDS = 5;

    private final HikariDataSource database;

    /** A job that does nothing. Public for JobRunr, which makes it from JSON. */
    public record NoOp(int number) implements JobRequest {
        @Override
        public Class<NoOpHandler> getJobRequestHandler() {
            return NoOpHandler.class;
        }
    }

    /** Does it. */
    public static final class NoOpHandler implements JobRequestHandler<NoOp> {
        @Override
        public void run(NoOp job) {
            Done.one();
        }
    }

    JobRunrPeer(Place place) {
        this.database = place.pool(CONNECTIONS);
    }

    @Override
    public String setup() {
        return "workers as it chooses them, " + CONNECTIONS + " connections, polling every " + POLL_SECONDS + " s, jobs enqueued as one stream";
    }

    @Override
    public void start() {
        JobRunr.configure().useJsonMapper(new Jackson3JsonMapper()).useStorageProvider(new PostgresStorageProvider(database))
                .useBackgroundJobServer(BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration().andPollIntervalInSeconds(POLL_SECONDS)).initialize();
    }

    @Override
    public void submit(int jobs) {
        BackgroundJobRequest.enqueue(IntStream.range(0, jobs).mapToObj(NoOp::new));
    }

    @Override
    public String left() {
        return "SELECT count(*) FROM jobrunr_jobs WHERE state <> 'SUCCEEDED'";
    }

    @Override
    public String clean() {
        return "DELETE FROM jobrunr_jobs";
    }

    @Override
    public void close() {
        JobRunr.destroy();
        database.close();
    }
}
