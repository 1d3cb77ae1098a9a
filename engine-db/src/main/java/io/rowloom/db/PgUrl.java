package io.rowloom.db;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A database URL taken apart. Error messages never repeat the URL: it may hold a password. */
record PgUrl(String jdbc, String user, String password) {
    private static final Pattern URL = Pattern.compile("(?:jdbc:)?postgres(?:ql)?:(?://(?:(?<login>[^/?]*)@)?(?<hosts>[^/?@]*))?/?(?<database>[^?/]*)(?:\\?(?<options>.*))?");
    private static final Pattern HOST = Pattern.compile("(?:\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?");
    private static final Map<String, String> LIBPQ = Map.of("connect_timeout", "connectTimeout", "application_name", "ApplicationName",
            "target_session_attrs", "targetServerType");
    private static final Map<String, String> SESSION_KINDS = Map.of("read-write", "primary", "read-only", "secondary", "standby", "secondary",
            "prefer-standby", "preferSecondary", "any", "any", "primary", "primary");

    static PgUrl parse(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException("This is no database URL. Write postgresql://user:password@host:port/database; special characters in a password as %XX.");
        }
        Map<String, String> options = options(Optional.ofNullable(parts.group("options")).orElse(""));
        String[] login = Optional.ofNullable(parts.group("login")).orElse("").split(":", 2);
        String user = first(login[0], options.remove("user"));
        String password = first(login.length > 1 ? login[1] : "", options.remove("password"));
        String database = decode(parts.group("database"));
        if (user.isEmpty() || database.isEmpty()) {
            throw new IllegalArgumentException("The database URL has no " + (user.isEmpty() ? "user" : "database name") + ". Write postgresql://user:password@host:port/database.");
        }
        return new PgUrl(PgSettings.JDBC + "//" + hosts(parts.group("hosts")) + "/" + encode(database) + query(options), user, password);
    }

    private static String first(String encoded, @Nullable String option) {
        return encoded.isEmpty() ? Optional.ofNullable(option).orElse("") : decode(encoded);
    }

    private static String hosts(@Nullable String hosts) {
        if (hosts == null || hosts.isEmpty()) {
            return "localhost";
        }
        for (String host : hosts.split(",", -1)) {
            if (!HOST.matcher(host).matches()) {
                throw new IllegalArgumentException("The database URL names the host '" + host + "', which is none. Write host or host:port, several with commas between.");
            }
        }
        return hosts;
    }

    private static Map<String, String> options(String query) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : query.split("&")) {
            String[] pair = option.split("=", 2);
            if (!pair[0].isEmpty()) {
                String value = pair.length > 1 ? decode(pair[1]) : "";
                String name = decode(pair[0]);
                options.put(LIBPQ.getOrDefault(name, name), name.equals("target_session_attrs") ? SESSION_KINDS.getOrDefault(value, value) : value);
            }
        }
        return options;
    }

    private static String query(Map<String, String> options) {
        return options.isEmpty() ? "" : options.entrySet().stream().map(e -> encode(e.getKey()) + "=" + encode(e.getValue())).collect(Collectors.joining("&", "?", ""));
    }

    /** A plus sign is itself here, other than in HTML forms. */
    private static String decode(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("The database URL has a percent sign that begins no %XX. Write a percent sign as %25.");
        }
    }

    private static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return jdbc + " as " + user;
    }
}
