package io.rowloom.types.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.Observation;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.UpdatePolicy;
import io.rowloom.value.Secret;
import io.rowloom.value.Secrets;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** One visit to a server: connect, let no other call for the same physical copy in, act, and turn what goes wrong into a step. */
final class Server {
    static final PropertySchema URL = PropertySchema.of(PropertySchema.Type.STRING,
            "The server to act on, and who acts: postgresql://user:password@host:port/database or a "
            + "jdbc:postgresql: URL. Another host or port replaces the resource; another user or password does not.").requiredValue().secret();
    /**
     * Connection lost or refused, shutting down, too many clients, lock not available, deadlock, serialization, object in use, row changed by another
     * GRANT.
     */
    private static final Set<String> PASSING = Set.of("57P01", "57P02", "57P03", "53300", "55P03", "40P01", "40001", "55006", "XX000");

    private static final String BAD_URL = "the URL of the server cannot be read: it must look like postgresql://user:password@host:port/database, with special "
            + "characters of user and password percent-encoded, and without parameters that name Java classes or log files";

    interface Work {
        Step on(Connection connection) throws SQLException;
    }

    interface Look {
        Observation at(Connection connection) throws SQLException, IOException;
    }

    private Server() {}

    static Optional<ServerUrl> of(ResourceCall call) {
        return ServerUrl.parse(call.properties().path("server").asText());
    }

    /** Acts on the database that the property {@code server} names; no other call for the same physical copy acts there meanwhile. */
    static Step visit(ResourceCall call, Work work) {
        return of(call).map(url -> visit(call, url, Map.of(), locked(call, work))).orElseGet(Server::badUrl);
    }

    /**
     * The same on the database that the property {@code database} names, if there is one. Errors whose SQLSTATE is in {@code expected} end as that
     * says.
     */
    static Step visitDatabase(ResourceCall call, Map<String, Step> expected, Work work) {
        return of(call).map(url -> visit(call, url.withDatabase(database(call, url)), expected, locked(call, work))).orElseGet(Server::badUrl);
    }

    /**
     * Looks, where {@link #visitDatabase} acts. Errors whose SQLSTATE is in {@code expected} tell that; all others, that nothing could be seen.
     *
     * @throws IOException its message is a reason, without passwords
     */
    static Observation look(ResourceCall call, Map<String, Observation> expected, Look look) throws IOException {
        Optional<ServerUrl> url = of(call).map(server -> server.withDatabase(database(call, server)));
        if (url.isEmpty()) {
            throw new IOException(BAD_URL);
        }
        try (Connection connection = url.get().connect()) {
            lock(connection, call);
            return look.at(connection);
        } catch (SQLException e) {
            Observation known = expected.get(Optional.ofNullable(e.getSQLState()).orElse(""));
            if (known == null) {
                throw new IOException(failed(call, url.get(), e).reason());
            }
            return known;
        }
    }

    /** A delete: where the URL cannot be read, nothing can have been made. */
    static Step remove(ResourceCall call, Supplier<Step> visit) {
        return of(call).isPresent() ? visit.get() : new Step.Gone("the URL of the server cannot be read, so nothing was made");
    }

    static String database(ResourceCall call, ServerUrl url) {
        return call.properties().hasNonNull("database") ? call.properties().path("database").asText() : url.database();
    }

    /** All in one transaction: done, or nothing happened. Statements that PostgreSQL refuses in a transaction cannot be used. */
    static Work inTransaction(Work work) {
        return connection -> {
            connection.setAutoCommit(false);
            Step step = work.on(connection);
            if (step instanceof Step.Done) {
                connection.commit();
            } else {
                connection.rollback();
            }
            return step;
        };
    }

    /** Acts without the lock. */
    static Step visit(ResourceCall call, ServerUrl url, Map<String, Step> expected, Work work) {
        try (Connection connection = url.connect()) {
            return work.on(connection);
        } catch (SQLException e) {
            Step known = expected.get(Optional.ofNullable(e.getSQLState()).orElse(""));
            return known == null ? failed(call, url, e) : known;
        }
    }

    /** A change of the server's address replaces, whatever else changed; a new login to the same one does not. */
    static UpdatePolicy onChange(UpdatePolicy others, ObjectNode before, ObjectNode after) {
        return address(before).equals(address(after)) ? others : UpdatePolicy.REPLACE;
    }

    /** A reason from an error. It never holds a password: those of the URL and of the properties are blanked out. */
    private static Step.Failed failed(ResourceCall call, ServerUrl url, SQLException error) {
        String state = Optional.ofNullable(error.getSQLState()).orElse("");
        ArrayNode secrets = JsonNodeFactory.instance.arrayNode().add(url.password()).add(url.text());
        for (String property : new String[] {"server", "url", "password"}) {
            secrets.add(call.properties().path(property).asText());
        }
        of(call).ifPresent(server -> secrets.add(server.password()));
        String message = Secrets.redact(String.valueOf(error.getMessage()), Secret.of(secrets)).replaceAll("\\s*\\R\\s*", " ");
        if (state.startsWith("08") || PASSING.contains(state)) {
            return new Step.Failed("PostgreSQL at " + url.hosts() + " cannot be used now: " + message, true, Step.Effect.UNKNOWN, Optional.empty());
        }
        return new Step.Failed("PostgreSQL at " + url.hosts() + " refuses: " + message + " (SQLSTATE " + state + ")", false, Step.Effect.UNKNOWN,
                Optional.empty());
    }

    static Step badUrl() {
        return Step.failed(BAD_URL);
    }

    /** The lock ends with the connection. */
    private static Work locked(ResourceCall call, Work work) {
        return connection -> {
            lock(connection, call);
            return work.on(connection);
        };
    }

    private static void lock(Connection connection, ResourceCall call) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '10s'");
        }
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_lock(hashtextextended(?, 0))")) {
            lock.setString(1, "rowloom " + call.stackId() + " " + call.physicalName());
            lock.execute();
        }
    }

    private static String address(JsonNode properties) {
        String url = properties.path("server").asText();
        return ServerUrl.parse(url).map(ServerUrl::hosts).orElse(url);
    }
}
