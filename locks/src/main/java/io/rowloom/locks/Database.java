package io.rowloom.locks;

import java.util.Properties;

/**
 * Where a database is, as its driver wants it.
 *
 * @param jdbcUrl without user and password
 * @param login user and password, as properties of the driver
 */
public record Database(String jdbcUrl, Properties login) {
    @Override
    public String toString() {
        return jdbcUrl;
    }
}
