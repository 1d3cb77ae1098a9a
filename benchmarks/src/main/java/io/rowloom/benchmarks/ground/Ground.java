package io.rowloom.benchmarks.ground;

import io.rowloom.benchmarks.Machine;
import io.rowloom.benchmarks.gauge.Gauges;
import io.rowloom.db.DatabaseUrl;
import io.rowloom.db.PgDatabase;
import io.rowloom.db.PgSettings;
import io.rowloom.embedded.TestDatabase;
import io.rowloom.schema.Migrations;
import io.rowloom.store.Store;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/** The database that everything is measured on, which belongs to the benchmark alone: its tables are emptied before each session. */
public final class Ground implements AutoCloseable {
    /** A checkpoint or a vacuum must not come to some measurements and not to others. */
    private static final Map<String, String> SERVER = Map.of("shared_preload_libraries", "pg_stat_statements", "pg_stat_statements.max", "5000",
            "autovacuum", "off",
            "checkpoint_timeout", "1h", "max_wal_size", "8GB", "max_connections", "400");
    private static final Pattern ADDRESS = Pattern.compile("//(\\[[^]]+]|[^/,:\\[]+):(\\d+)(?=/)");
    private static final int SENDERS = 4;

    private final Optional<TestDatabase> server;
    private final DatabaseUrl url;
    private final PgDatabase client;
    private final Gauges gauges;

    private Ground(Optional<TestDatabase> server, DatabaseUrl url, PgDatabase client, Gauges gauges) {
        this.server = server;
        this.url = url;
        this.client = client;
        this.gauges = gauges;
    }

    /**
     * A server of its own with durable settings, or the database that is given.
     *
     * @throws IllegalArgumentException when the database that is given is not empty
     */
    public static Ground open(Optional<String> given) throws SQLException {
        return open(given, SERVER);
    }

    /** The same for what needs to be vacuumed and analyzed while it runs: the server does it as often as it may. */
    public static Ground openWithAutovacuum(Optional<String> given) throws SQLException {
        Map<String, String> settings = new HashMap<>(SERVER);
        settings.put("autovacuum", "on");
        settings.put("autovacuum_naptime", "1s");
        return open(given, settings);
    }

    private static Ground open(Optional<String> given, Map<String, String> settings) throws SQLException {
        if (given.isPresent()) {
            return open(Optional.empty(), DatabaseUrl.parse(given.get()));
        }
        TestDatabase server = TestDatabase.fresh(settings);
        try {
            return open(Optional.of(server), DatabaseUrl.parse(server.createDatabase().urlWithPassword()));
        } catch (SQLException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static Ground open(Optional<TestDatabase> server, DatabaseUrl url) throws SQLException {
        DriverManager.getConnection(url.jdbcUrl(), url.login()).close(); // before Flyway says in ten lines that there is none
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url.jdbcUrl());
        source.setUser(url.user());
        url.password().ifPresent(source::setPassword);
        Migrations.migrate(source);
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.login()); var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT EXISTS (SELECT FROM stack) OR EXISTS (SELECT FROM engine WHERE lease_until > now())")) {
            if (rows.next() && rows.getBoolean(1)) {
                throw new IllegalArgumentException("the database " + url.display()
                        + " has stacks or workers already, and the benchmark empties its tables: give it an empty one");
            }
        }
        PgDatabase client = PgDatabase.open(PgSettings.of(url).withPoolSize(SENDERS), Optional.empty());
        try {
            return new Ground(server, url, client, Gauges.open(url));
        } catch (SQLException | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    public Store store() {
        return client.store();
    }

    /** Tables of their own beside those of the workers, in the same database, emptied. Whoever closes it leaves them behind until {@link #drop}. */
    public PgDatabase aside(String schema) throws SQLException {
        DatabaseUrl there = emptySchema(schema);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(there.jdbcUrl());
        source.setUser(there.user());
        there.password().ifPresent(source::setPassword);
        Migrations.migrate(source);
        return PgDatabase.open(PgSettings.of(there).withPoolSize(SENDERS), Optional.empty());
    }

    /** Makes it anew. Answers the way to it: tables are found in it without its name. */
    public DatabaseUrl emptySchema(String schema) throws SQLException {
        try (Connection connection = connect(); var statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
            statement.execute("CREATE SCHEMA " + schema);
        }
        return new DatabaseUrl(url.jdbcUrl() + (url.jdbcUrl().contains("?") ? "&" : "?") + "currentSchema=" + schema, url.user(), url.password(), url.display());
    }

    public void drop(String schema) throws SQLException {
        try (Connection connection = connect(); var statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        }
    }

    public Gauges gauges() {
        return gauges;
    }

    /** Empties all tables. No worker may be running. */
    public void empty() throws SQLException {
        gauges.empty();
    }

    public Machine machine() throws SQLException {
        return Machine.of(gauges::text);
    }

    /** A connection that counts as none of the workers'. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url.jdbcUrl(), url.login());
    }

    /** The way to the server that is longer by so much. */
    public DelayProxy proxy(int delayMillis) throws IOException {
        Matcher address = address();
        return DelayProxy.to(address.group(1), Integer.parseInt(address.group(2)), delayMillis);
    }

    private Matcher address() {
        Matcher address = ADDRESS.matcher(url.jdbcUrl());
        if (!address.find()) {
            throw new IllegalArgumentException("--latency needs a database with one host, and this is " + url.display());
        }
        return address;
    }

    /** For workers, with the password. */
    public String workersUrl(Optional<DelayProxy> proxy) {
        String place = proxy.map(way -> address().replaceFirst("//127.0.0.1:" + way.port())).orElse(url.jdbcUrl());
        UnaryOperator<String> escaped = text -> URLEncoder.encode(text, StandardCharsets.UTF_8);
        return place + (place.contains("?") ? "&" : "?") + "user=" + escaped.apply(url.user()) + url.password()
                .map(word -> "&password=" + escaped.apply(word)).orElse("");
    }

    @Override
    public void close() throws SQLException {
        client.close();
        gauges.close();
        server.ifPresent(TestDatabase::close);
    }
}
