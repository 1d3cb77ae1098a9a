package io.rowloom.db;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a PostgreSQL database is, and who connects. Never shows its password.
 *
 * @param jdbcUrl without user and password
 * @param password empty: the driver looks into {@code ~/.pgpass}
 * @param display the address as a person may see it
 */
public record DatabaseUrl(String jdbcUrl, String user, Optional<String> password, String display) {
    private static final Pattern SCHEME = Pattern.compile("(jdbc:postgresql:|postgres(?:ql)?:)//(.*)", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^\\[\\]:/@?#\\s]+)(?::(\\d{1,5}))?");
    private static final Set<String> SECRET_PARAMETERS = Set.of("password", "sslpassword");
    /** libpq's words and the driver's. */
    private static final Map<String, String> RENAMED = Map.of("connect_timeout", "connectTimeout", "application_name", "ApplicationName",
            "target_session_attrs", "targetServerType");
    private static final Map<String, String> SESSION_ATTRIBUTES = Map.of("read-write", "primary", "primary", "primary",
            "read-only", "secondary", "standby", "secondary", "prefer-standby", "preferSecondary", "any", "any");

    /**
     * Reads {@code postgresql://user:password@host:port,host2/name?parameter=value}, the form of libpq, and the driver's
     * {@code jdbc:postgresql://host/name?user=…&password=…}. Percent-escapes are decoded; an {@code @} in a password may stand as it is.
     *
     * @throws IllegalArgumentException with a message for people that never contains the password
     * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS">Connection URIs</a>
     */
    public static DatabaseUrl parse(String text) {
        Matcher scheme = SCHEME.matcher(text.strip());
        if (!scheme.matches()) {
            throw new IllegalArgumentException("a database is given as postgresql://user:password@host:port/name or jdbc:postgresql://host:port/name");
        }
        String rest = scheme.group(2);
        int at = endOfCredentials(rest);
        String credentials = at < 0 ? "" : rest.substring(0, at);
        String address = rest.substring(at + 1);
        int query = address.indexOf('?');
        Map<String, String> parameters = query < 0 ? new LinkedHashMap<>() : parameters(address.substring(query + 1));
        return build(credentials, query < 0 ? address : address.substring(0, query), parameters);
    }

    /** The last {@code @} before the query; in a password with a question mark, the last of all. */
    private static int endOfCredentials(String rest) {
        int query = rest.indexOf('?');
        int before = query < 0 ? rest.lastIndexOf('@') : rest.lastIndexOf('@', query);
        boolean questionMarkInPassword = before < 0 && query >= 0 && rest.indexOf(':') < query && rest.indexOf(':') >= 0 && rest.indexOf('/') > query;
        return questionMarkInPassword ? rest.lastIndexOf('@') : before;
    }

    private static DatabaseUrl build(String credentials, String address, Map<String, String> parameters) {
        int colon = credentials.indexOf(':');
        String user = decode(colon < 0 ? credentials : credentials.substring(0, colon), "the user");
        Optional<String> password = colon < 0 ? Optional.empty() : Optional.of(decode(credentials.substring(colon + 1), "the password"));
        String userParameter = parameters.remove("user");
        String passwordParameter = parameters.remove("password");
        user = user.isEmpty() && userParameter != null ? userParameter : user;
        password = password.isEmpty() ? Optional.ofNullable(passwordParameter) : password;
        user = user.isEmpty() ? System.getProperty("user.name") : user;
        int slash = address.indexOf('/');
        String hosts = hosts(slash < 0 ? address : address.substring(0, slash));
        String name = decode(slash < 0 ? "" : address.substring(slash + 1), "the database's name");
        String place = hosts + "/" + encode(name.isEmpty() ? user : name);
        return new DatabaseUrl("jdbc:postgresql://" + place + query(parameters, false), user, password.filter(p -> !p.isEmpty()),
                "postgresql://" + encode(user) + (password.isPresent() ? ":******" : "") + "@" + place + query(parameters, true));
    }

    private static String hosts(String text) {
        if (text.isEmpty()) {
            return "localhost:5432";
        }
        for (String host : text.split(",", -1)) {
            Matcher matcher = HOST.matcher(host);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("there is no valid host and port between '@' and '/'"
                        + " (a '/', '?' or '#' in the password must be written %2F, %3F or %23)");
            }
            if (matcher.group(2) != null && (Integer.parseInt(matcher.group(2)) < 1 || Integer.parseInt(matcher.group(2)) > 65_535)) {
                throw new IllegalArgumentException("the port " + matcher.group(2) + " is not between 1 and 65535");
            }
        }
        return text;
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String part : query.split("&")) {
            int equals = part.indexOf('=');
            if (equals <= 0) {
                if (part.isEmpty()) {
                    continue;
                }
                throw new IllegalArgumentException("a parameter after '?' has no value: write name=value&name=value");
            }
            String name = decode(part.substring(0, equals), "a parameter");
            String value = decode(part.substring(equals + 1), "parameter " + name);
            found.put(RENAMED.getOrDefault(name, name), name.equals("target_session_attrs") ? SESSION_ATTRIBUTES.getOrDefault(value, value) : value);
        }
        return found;
    }

    private static String query(Map<String, String> parameters, boolean masked) {
        return parameters.isEmpty() ? "" : parameters.entrySet().stream()
                .map(e -> encode(e.getKey()) + "=" + (masked && SECRET_PARAMETERS.contains(e.getKey()) ? "******" : encode(e.getValue())))
                .collect(Collectors.joining("&", "?", ""));
    }

    private static String decode(String text, String what) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            if (character == '%') {
                bytes.write(escape(text, i, what));
                i += 3;
            } else {
                bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(character);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int escape(String text, int at, String what) {
        int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw new IllegalArgumentException("in " + what + ", a '%' is not followed by two hex digits: a plain '%' must be written %25");
        }
        return high * 16 + low;
    }

    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || "-._~/,:".indexOf(b) >= 0;
            encoded.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b & 0xff));
        }
        return encoded.toString();
    }

    /** Who connects, as properties of the driver. Apart from the URL, so that no message shows the password. */
    public Properties login() {
        Properties login = new Properties();
        login.setProperty("user", user);
        password.ifPresent(given -> login.setProperty("password", given));
        return login;
    }

    @Override
    public String toString() {
        return display;
    }
}
