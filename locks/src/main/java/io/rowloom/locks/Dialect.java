package io.rowloom.locks;

import io.rowloom.lock.LockKey;
import io.rowloom.lock.LockUrl;
import java.util.Properties;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How a database does locks that belong to a connection, as expressions with one value; {@code backend} is a statement.
 *
 * @param take true: it is ours; false: another connection has it
 * @param look tells whether any connection has a lock
 * @param backend what tells one connection of the server from another
 * @param name what the database calls a lock
 * @param begin makes the database end the connection, and with it the locks, when nothing is heard for the session's length
 * @param settings of the driver
 */
record Dialect(String product, String take, String give, Look look, String backend, Function<LockKey, Object> name, Function<LockUrl.Session, String> begin,
        BiConsumer<LockUrl.Session, Properties> settings) {
    static final Dialect POSTGRESQL = new Dialect("PostgreSQL", "pg_try_advisory_lock(?)", "pg_advisory_unlock(?)",
            new Look("""
                WITH held AS MATERIALIZED (SELECT (classid::bigint << 32) | objid::bigint AS key FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted
                    AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
                """, "? IN (SELECT key FROM held)"),
            "SELECT pg_backend_pid()", LockKey::number,
            session -> "SET idle_session_timeout = " + session.length().toMillis(), Dialect::postgresql);
    static final Dialect MYSQL = new Dialect("MySQL or MariaDB", "GET_LOCK(?, 0)", "RELEASE_LOCK(?)", new Look("", "IS_USED_LOCK(?) IS NOT NULL"),
            "SELECT CONNECTION_ID()", key -> "rowloom:%016x".formatted(key.number()),
            session -> "SET SESSION wait_timeout = " + session.length().toSeconds(), Dialect::mysql);

    /**
     * A question about many locks in one statement.
     *
     * @param before what the statement begins with
     */
    record Look(String before, String held) {}

    private static void postgresql(LockUrl.Session session, Properties properties) {
        String seconds = String.valueOf(Math.max(1, session.timeout().toSeconds()));
        properties.putIfAbsent("connectTimeout", seconds);
        properties.putIfAbsent("loginTimeout", seconds);
        properties.putIfAbsent("prepareThreshold", "0");
        properties.putIfAbsent("ApplicationName", "rowloom locks");
    }

    private static void mysql(LockUrl.Session session, Properties properties) {
        properties.putIfAbsent("connectTimeout", String.valueOf(session.timeout().toMillis()));
    }
}
