package io.rowloom.db;

import io.rowloom.embedded.DatabaseAddress;
import io.rowloom.embedded.TestDatabase;
import io.rowloom.schema.Migrations;
import io.rowloom.stack.StackId;
import io.rowloom.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A migrated database of a server, a store on it, and eyes for what the store does not show. */
public final class TestStore implements AutoCloseable {
    public final DatabaseAddress address;
    public final PgDatabase database;

    private TestStore(DatabaseAddress address, Optional<SecretBox> secrets, Optional<Duration> stackLock) {
        this.address = address;
        this.database = PgDatabase.open(settings(address), secrets, stackLock);
    }

    public static TestStore on(TestDatabase server, Optional<SecretBox> secrets) {
        return new TestStore(migrated(server), secrets, Optional.empty());
    }

    /** Its transactions begin with the lock of their stack, for which they wait that long. */
    public static TestStore locking(TestDatabase server, Optional<SecretBox> secrets, Duration wait) {
        return new TestStore(migrated(server), secrets, Optional.of(wait));
    }

    private static DatabaseAddress migrated(TestDatabase server) {
        DatabaseAddress address = server.createDatabase();
        Migrations.migrate(address.dataSource());
        return address;
    }

    public static PgSettings settings(DatabaseAddress address) {
        return PgSettings.of(DatabaseUrl.parse(address.urlWithPassword())).withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofSeconds(20));
    }

    /** The same database at another port of this machine. */
    public DatabaseAddress addressAt(int port) {
        return new DatabaseAddress(address.url().replaceFirst(":[0-9]+/", ":" + port + "/"), address.user(), address.password());
    }

    public Store store() {
        return database.store();
    }

    public Store emptied() {
        execute("TRUNCATE engine, template, type_limit, stack_limit, stack, resource, node, event, snapshot, snapshot_data, drift_policy");
        return database.store();
    }

    public Connection connect() {
        try {
            return address.dataSource().getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void execute(String sql) {
        try (Connection connection = connect()) {
            execute(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void execute(Connection connection, String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of each row. */
    public List<String> read(String sql) {
        try (Connection connection = connect(); var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(String.valueOf(rows.getString(1)));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public long count(String sql) {
        return Long.parseLong(read(sql).getFirst());
    }

    public static <T> CompletableFuture<T> inBackground(Supplier<T> verb) {
        return CompletableFuture.supplyAsync(verb, Executors.newVirtualThreadPerTaskExecutor());
    }

    /** What whoever has the lock of a stack holds, as its transactions take it. */
    public static String takingLock(StackId stack) {
        return "SELECT pg_advisory_xact_lock(" + StackLock.key(stack) + ")";
    }

    /** Returns when {@code sessions} sessions wait for a lock. */
    public void awaitWaiting(int sessions) {
        await(() -> count("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") >= sessions);
    }

    public static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("did not happen in 20 s");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
