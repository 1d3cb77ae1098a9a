package io.rowloom.cli.database;

import io.rowloom.db.DatabaseUrl;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections without a pool, for looking at the schema and changing it. */
final class PlainSource {
    private static final int CONNECT_SECONDS = 5;

    private PlainSource() {}

    static DataSource of(DatabaseUrl url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url.jdbcUrl());
        source.setUser(url.user());
        source.setApplicationName("rowloom");
        url.password().ifPresent(source::setPassword);
        if (!url.jdbcUrl().contains("connectTimeout=")) {
            source.setConnectTimeout(CONNECT_SECONDS);
        }
        return source;
    }
}
