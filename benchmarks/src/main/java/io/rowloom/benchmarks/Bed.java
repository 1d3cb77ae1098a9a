package io.rowloom.benchmarks;

import io.rowloom.db.DatabaseUrl;
import io.rowloom.db.PgDatabase;
import io.rowloom.db.PgSettings;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.schema.Migrations;
import io.rowloom.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/** What a series of measurements runs on: one database, a client with one connection, the probe, and workers that are ready. */
final class Bed implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final PgDatabase client;
    private final Probe probe;
    private final WorkerProcesses workers;
    private final int count;
    private final ResourceTypes types = ResourceTypes.load(Bed.class.getClassLoader());

    private Bed(PgDatabase client, Probe probe, WorkerProcesses workers, int count) {
        this.client = client;
        this.probe = probe;
        this.workers = workers;
        this.count = count;
    }

    /**
     * Migrates the database if need be, and starts workers on it.
     *
     * @param url with the password
     * @param logs an empty directory
     * @throws IllegalArgumentException when others work on that database
     */
    static Bed make(String url, int count, Path logs) throws SQLException, IOException, InterruptedException {
        DatabaseUrl database = DatabaseUrl.parse(url);
        PgSettings settings = PgSettings.of(database).withPoolSize(1);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(database.user());
        database.password().ifPresent(source::setPassword);
        Migrations.migrate(source);
        PgDatabase client = PgDatabase.open(settings, Optional.empty());
        try {
            if (client.store().engines().list().stream().anyMatch(engine -> !engine.dead() && engine.leaseUntil().isAfter(engine.now()))) {
                throw new IllegalArgumentException("the database has workers already ('rowloom engine list' names them), and what they do would be counted, too:"
                        + " use a database of its own");
            }
            Bed bed = new Bed(client, Probe.open(database), new WorkerProcesses(logs, count, url), count);
            bed.awaitWorkers();
            return bed;
        } catch (RuntimeException | SQLException | IOException | InterruptedException e) {
            client.close();
            throw e;
        }
    }

    private void awaitWorkers() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (store().engines().list().size() < count) {
            workers.check();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the workers did not start within " + START.toSeconds() + " s");
            }
            Thread.sleep(Duration.ofMillis(50));
        }
    }

    Store store() {
        return client.store();
    }

    Probe probe() {
        return probe;
    }

    ResourceTypes types() {
        return types;
    }

    int workers() {
        return count;
    }

    Probe.Reading read() throws SQLException {
        return probe.read(_ -> workers.cpuMillis());
    }

    void checkWorkers() throws IOException {
        workers.check();
    }

    @Override
    public void close() throws SQLException {
        workers.close();
        client.close();
        probe.close();
    }
}
