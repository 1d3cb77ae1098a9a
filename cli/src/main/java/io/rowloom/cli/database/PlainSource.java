package io.rowloom.cli.database;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections without a pool, for looking at the schema and changing it. */
final class PlainSource {
    private static final int CONNECT_SECONDS = 5;

    private PlainSource() {}

    static DataSource of(String jdbcUrl, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        source.setUser(user);
        source.setApplicationName("rowloom");
        if (!password.isEmpty()) {
            source.setPassword(password);
        }
        if (!jdbcUrl.contains("connectTimeout=")) {
            source.setConnectTimeout(CONNECT_SECONDS);
        }
        return source;
    }
}
