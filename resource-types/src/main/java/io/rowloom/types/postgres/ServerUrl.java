package io.rowloom.types.postgres;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postgresql.Driver;

/**
 * Where a server is and who logs in. Reads {@code postgresql://user:password@host:port/database?parameters} (libpq's form; user and password
 * percent-encoded where needed) and {@code jdbc:postgresql://host:port/database?user=…&password=…}. Parameters are those of the JDBC driver.
 *
 * @param hosts {@code host:port}, or several with commas between
 * @param database empty: the one named like the user, as everywhere in PostgreSQL
 */
record ServerUrl(String hosts, String database, String user, String password, Map<String, String> parameters) {
    /** User, password, hosts, database, parameters. */
    private static final Pattern FORM = Pattern.compile("(?:jdbc:)?postgres(?:ql)?://"
            + "(?:([^:@/?]*)(?::([^@/?]*))?@)?([^/?@]+)(?:/([^?/]*))?(?:\\?(.*))?");
    /** Parameters with which the driver loads classes or writes files: not for a template to choose. */
    private static final Pattern NOT_ALLOWED = Pattern.compile("(?i).*(factory|class|callback|verifier|logger).*");
    private static final Driver DRIVER = new Driver();

    /** Empty when the text has neither form, or a parameter that is not allowed. */
    static Optional<ServerUrl> parse(String url) {
        Matcher matcher = FORM.matcher(url.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            Map<String, String> parameters = new LinkedHashMap<>();
            for (String pair : text(matcher, 5).split("&")) {
                if (!pair.isEmpty()) {
                    String[] sides = pair.split("=", 2);
                    parameters.put(decoded(sides[0]), sides.length == 2 ? decoded(sides[1]) : "");
                }
            }
            if (parameters.keySet().stream().anyMatch(name -> NOT_ALLOWED.matcher(name).matches())) {
                return Optional.empty();
            }
            String user = Optional.ofNullable(parameters.remove("user")).orElse(decoded(text(matcher, 1)));
            String password = Optional.ofNullable(parameters.remove("password")).orElse(decoded(text(matcher, 2)));
            return user.isEmpty() ? Optional.empty()
                    : Optional.of(new ServerUrl(matcher.group(3), decoded(text(matcher, 4)), user, password, parameters));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    ServerUrl withDatabase(String name) {
        return new ServerUrl(hosts, name, user, password, parameters);
    }

    ServerUrl withLogin(String newUser, String newPassword) {
        return new ServerUrl(hosts, database, newUser, newPassword, parameters);
    }

    /** A connection of its own, not pooled. Gives up after 5 s without an answer to the connect, 30 s without an answer to a statement. */
    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("ApplicationName", "rowloom");
        parameters.forEach(properties::setProperty);
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        Connection connection = DRIVER.connect("jdbc:postgresql://" + hosts + "/" + encoded(database.isEmpty() ? user : database), properties);
        if (connection == null) {
            throw new SQLException("the driver does not know this kind of URL", "08001");
        }
        return connection;
    }

    /** In libpq's form, password included. */
    String text() {
        String query = parameters.entrySet().stream().map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&", "?", ""));
        return "postgresql://" + encoded(user) + (password.isEmpty() ? "" : ":" + encoded(password)) + "@" + hosts + "/" + encoded(database)
                + (parameters.isEmpty() ? "" : query);
    }

    /** The first host, without its port. */
    String host() {
        return firstHost().replaceFirst(":\\d+$", "");
    }

    /** The port of the first host. */
    int port() {
        Matcher port = Pattern.compile(":(\\d{1,5})$").matcher(firstHost());
        return port.find() ? Integer.parseInt(port.group(1)) : 5432;
    }

    @Override
    public String toString() {
        return hosts;
    }

    private String firstHost() {
        return hosts.split(",")[0];
    }

    private static String text(Matcher matcher, int group) {
        return Optional.ofNullable(matcher.group(group)).orElse("");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
