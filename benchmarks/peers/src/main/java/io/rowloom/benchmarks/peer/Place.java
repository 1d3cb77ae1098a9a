package io.rowloom.benchmarks.peer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/**
 * Where a peer works.
 *
 * @param url of JDBC; connections find the schema's tables without its name
 * @param number of this process, from 1
 */
record Place(String url, String user, String password, String schema, int number) {
    @Override
    public String toString() {
        return "peer " + number + " at " + url;
    }

    HikariDataSource pool(int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }
}
