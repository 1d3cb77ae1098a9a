package io.rowloom.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.rowloom.store.Store;
import io.rowloom.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;

/** A pool of connections to a migrated database, and the store on it. Thread-safe. Closing it ends all connections; verbs fail from then on. */
public final class PgDatabase implements AutoCloseable {
    static final String APPLICATION = "rowloom";

    private final HikariDataSource pool;
    private final PgHints hints;
    private final PgStore store;

    private PgDatabase(HikariDataSource pool, PgSettings settings, Optional<SecretBox> secrets, Optional<StackLock> stackLock) {
        this.pool = pool;
        Transactions transactions = new Transactions(pool, stackLock);
        secrets.ifPresent(box -> new SecretsKeyCheck(transactions).check(box));
        this.hints = new PgHints(settings, properties(settings));
        this.store = new PgStore(transactions, secrets, hints);
    }

    /**
     * Opens a database whose migrations are done. The first key that it is opened with is the key of the installation from then on.
     *
     * @param secrets empty: secrets can neither be written nor read
     * @throws StoreUnavailableException when it cannot be reached
     * @throws WrongSecretsKeyException when it was opened with another key before
     */
    public static PgDatabase open(PgSettings settings, Optional<SecretBox> secrets) {
        return open(settings, secrets, Optional.empty());
    }

    /**
     * The same.
     *
     * @param stackLock transactions of the hot path begin with an advisory lock on their stack, and wait for it that long at most
     */
    public static PgDatabase open(PgSettings settings, Optional<SecretBox> secrets, Optional<Duration> stackLock) {
        HikariDataSource pool = pool(settings);
        try {
            return new PgDatabase(pool, settings, secrets, stackLock.map(wait -> new StackLock(wait, settings.lockTimeout())));
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    public Store store() {
        return store;
    }

    /** The pool itself. Its sessions have the settings of the store's, short timeouts among them. */
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        hints.close();
        pool.close();
    }

    private static HikariDataSource pool(PgSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(APPLICATION);
        config.setJdbcUrl(settings.url().jdbcUrl());
        config.setDataSourceProperties(properties(settings));
        config.setMaximumPoolSize(settings.poolSize());
        config.setConnectionTimeout(settings.connectionTimeout().toMillis());
        config.setInitializationFailTimeout(settings.connectionTimeout().toMillis());
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql(sessionSettings(settings));
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw new StoreUnavailableException("Cannot open " + settings.url() + ": " + e.getMessage(), e);
        }
    }

    /** A paused or cut-off server is noticed by keepalives and a socket timeout. */
    private static Properties properties(PgSettings settings) {
        Properties properties = settings.url().login();
        properties.setProperty("ApplicationName", APPLICATION);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", String.valueOf(Math.max(1, settings.connectionTimeout().toSeconds())));
        properties.setProperty("socketTimeout", String.valueOf(settings.statementTimeout().toSeconds() + 10));
        return properties;
    }

    /**
     * The plans of our statements are the same whatever the parameters, and go by primary key; measured, custom plans halve the speed of a chain, and a plan made while tables
     * were small scans them when they are big. A row that is read counts as much as a page: the fewest are read where each is found by its key.
     * client_connection_check_interval exists on some systems only: its absence is no error.
     */
    private static String sessionSettings(PgSettings settings) {
        return """
            DO $$
            BEGIN
                PERFORM set_config('statement_timeout', '%s', false), set_config('lock_timeout', '%s', false),
                    set_config('idle_in_transaction_session_timeout', '%s', false), set_config('jit', 'off', false),
                    set_config('plan_cache_mode', 'force_generic_plan', false), set_config('enable_seqscan', 'off', false),
                    set_config('enable_hashjoin', 'off', false), set_config('enable_mergejoin', 'off', false), set_config('enable_material', 'off', false),
                    set_config('enable_bitmapscan', 'off', false), set_config('cpu_tuple_cost', '1', false), set_config('cpu_index_tuple_cost', '1', false), set_config('random_page_cost', '1', false),
                    set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false), set_config('tcp_keepalives_count', '3', false);
                BEGIN
                    PERFORM set_config('client_connection_check_interval', '%s', false);
                EXCEPTION WHEN OTHERS THEN
                    NULL;
                END;
            END $$""".formatted(millis(settings.statementTimeout()), millis(settings.lockTimeout()), millis(settings.idleInTransactionTimeout()),
                millis(settings.idleInTransactionTimeout()));
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
