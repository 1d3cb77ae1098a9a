package io.rowloom.embedded;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a database is and how to log in. Its text form hides the password.
 *
 * @param url a JDBC URL without user and password
 */
public record DatabaseAddress(String url, String user, String password) {
    static DatabaseAddress local(int port, String database, String user, String password) {
        return new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/" + URLEncoder.encode(database, StandardCharsets.UTF_8), user, password);
    }

    /** For programs that take a single URL. It contains the password: keep it out of logs and off command lines. */
    public String urlWithPassword() {
        return url + "?user=" + URLEncoder.encode(user, StandardCharsets.UTF_8) + "&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8);
    }

    /** Without a pool: each connection is a new one. */
    public DataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    @Override
    public String toString() {
        return url + " as " + user;
    }
}
