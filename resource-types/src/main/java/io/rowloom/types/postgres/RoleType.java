package io.rowloom.types.postgres;

import static io.rowloom.plugin.PropertySchema.Type.BOOLEAN;
import static io.rowloom.plugin.PropertySchema.Type.INTEGER;
import static io.rowloom.plugin.PropertySchema.Type.STRING;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.constraint.Constraint;
import io.rowloom.plugin.AttributeSchema;
import io.rowloom.plugin.Observation;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.Recovery;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import io.rowloom.plugin.UpdatePolicy;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postgresql.PGConnection;

/**
 * {@code Rowloom::Postgres::Role}. Its comment marks it as ours ({@link OwnerMark}); everything of a create or update is one transaction. Passwords
 * are hashed by the driver, so the server neither sees nor logs them.
 */
public final class RoleType implements ResourceType {
    /** A database that was dropped after we looked: invalid_catalog_name. */
    private static final String GONE_MEANWHILE = "3D000";
    private static final String WRONG_PASSWORD = "28P01";

    private static final TypeSchema SCHEMA = TypeSchema.of("Rowloom::Postgres::Role",
            "A role (user) of a PostgreSQL server. While it is suspended, it cannot log in. When it is deleted, what it owns goes to the user of "
            + "'server', and its privileges are revoked; nothing is dropped with it.")
            .property("server", Server.URL)
            .property("name", Named.property("role"))
            .property("password", PropertySchema.of(STRING, "The password to log in with. Without one, the role cannot log in by password.").secret())
            .property("login", PropertySchema.of(BOOLEAN, "Whether the role may log in.").withDefault(BooleanNode.TRUE))
            .property("create_databases", PropertySchema.of(BOOLEAN, "Whether the role may create databases.").withDefault(BooleanNode.FALSE))
            .property("connection_limit", PropertySchema.of(INTEGER, "How many connections the role may have at once; -1 for any number.")
                    .withDefault(IntNode.valueOf(-1))
                    .with(new Constraint.Range(Optional.of(BigDecimal.ONE.negate()), Optional.of(BigDecimal.valueOf(Integer.MAX_VALUE)))))
            .attribute("name", AttributeSchema.of("The name of the role. What get_resource gives, too."))
            .attribute("url", AttributeSchema.secret("The URL of 'server' with this role and its password instead of the user there."))
            .referencedBy("name");

    @Override
    public TypeSchema schema() {
        return SCHEMA;
    }

    @Override
    public Step create(ResourceCall call) {
        return Server.visit(call, Server.inTransaction(connection ->
                Named.place(connection, call, Catalog.ROLE, name -> settle(connection, call, name), () -> {
                    Named.execute(connection, "CREATE ROLE " + Identifier.quoted(Named.wanted(call)));
                    return settle(connection, call, Named.wanted(call));
                })));
    }

    @Override
    public Step update(ResourceCall call) {
        return Server.visit(call, Server.inTransaction(connection ->
                Named.place(connection, call, Catalog.ROLE, name -> settle(connection, call, name), () -> Named.gone(Catalog.ROLE))));
    }

    @Override
    public Step delete(ResourceCall call) {
        return Server.remove(call,
                () -> Server.visit(call, connection -> Named.onOurs(connection, call, Catalog.ROLE, name -> drop(connection, call, name))));
    }

    /** Keeps from new logins; sessions that are there stay. */
    @Override
    public Step suspend(ResourceCall call) {
        return login(call, false);
    }

    @Override
    public Step resume(ResourceCall call) {
        return login(call, call.properties().path("login").asBoolean());
    }

    /** The password is tried where the role may log in. A server that lets it in without one, or refuses it for another reason, tells nothing. */
    @Override
    public Observation observe(ResourceCall call) throws IOException {
        return Server.look(call, Map.of(), connection -> Named.observe(connection, call, Catalog.ROLE, name -> {
            try (var query = connection.prepareStatement("SELECT rolcanlogin, rolcreatedb, rolconnlimit FROM pg_catalog.pg_roles WHERE rolname = ?")) {
                query.setString(1, name);
                ResultSet row = query.executeQuery();
                row.next();
                ObjectNode properties = Named.read(call, name)
                        .put("login", row.getBoolean(1)).put("create_databases", row.getBoolean(2)).put("connection_limit", row.getInt(3));
                if (row.getBoolean(1) && passwordRefused(call, name)) {
                    properties.putNull("password");
                }
                return new Observation.Found(properties, outputs(call, name));
            }
        }));
    }

    @Override
    public UpdatePolicy onChange(ObjectNode before, ObjectNode after) {
        return Server.onChange(ResourceType.super.onChange(before, after), before, after);
    }

    @Override
    public Recovery recovery(ObjectNode before, ObjectNode after) {
        return Recovery.REPAIR;
    }

    private static Step login(ResourceCall call, boolean may) {
        return Server.visit(call, Server.inTransaction(connection -> Named.onOurs(connection, call, Catalog.ROLE, name -> {
            Named.execute(connection, "ALTER ROLE " + Identifier.quoted(name) + (may ? " LOGIN" : " NOLOGIN"));
            Catalog.ROLE.mark(connection, name, call);
            return Step.done();
        })));
    }

    private static boolean passwordRefused(ResourceCall call, String name) {
        String password = call.properties().path("password").asText("");
        if (password.isEmpty()) {
            return false;
        }
        try {
            Server.of(call).orElseThrow().withLogin(name, password).connect().close();
            return false;
        } catch (SQLException e) {
            return WRONG_PASSWORD.equals(e.getSQLState());
        }
    }

    private static Step settle(Connection connection, ResourceCall call, String name) throws SQLException {
        String wanted = Named.wanted(call);
        Named.rename(connection, Catalog.ROLE, name, wanted);
        var properties = call.properties();
        Named.execute(connection, "ALTER ROLE " + Identifier.quoted(wanted) + (properties.path("login").asBoolean() ? " LOGIN" : " NOLOGIN")
                + (properties.path("create_databases").asBoolean() ? " CREATEDB" : " NOCREATEDB")
                + " CONNECTION LIMIT " + properties.path("connection_limit").asInt(-1));
        String password = properties.path("password").asText("");
        if (password.isEmpty()) {
            Named.execute(connection, "ALTER ROLE " + Identifier.quoted(wanted) + " PASSWORD NULL");
        } else {
            connection.unwrap(PGConnection.class).alterUserPassword(wanted, password.toCharArray(), "scram-sha-256");
        }
        Catalog.ROLE.mark(connection, wanted, call);
        return done(call, wanted);
    }

    /** What keeps a role from being dropped is spread over databases: each that has something is visited first (-2 marks a half-dropped one). */
    private static Step drop(Connection connection, ResourceCall call, String name) throws SQLException {
        ServerUrl server = Server.of(call).orElseThrow();
        for (String database : databasesWith(connection, name)) {
            try (Connection there = server.withDatabase(database).connect()) {
                handOver(there, name);
            } catch (SQLException e) {
                if (!GONE_MEANWHILE.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
        handOver(connection, name);
        Named.execute(connection, "DROP ROLE " + Identifier.quoted(name));
        return Step.done();
    }

    private static void handOver(Connection connection, String name) throws SQLException {
        Named.execute(connection, "REASSIGN OWNED BY " + Identifier.quoted(name) + " TO CURRENT_USER");
        Named.execute(connection, "DROP OWNED BY " + Identifier.quoted(name));
    }

    private static List<String> databasesWith(Connection connection, String role) throws SQLException {
        String sql = """
                SELECT DISTINCT d.datname
                FROM pg_catalog.pg_shdepend s
                JOIN pg_catalog.pg_database d ON d.oid = s.dbid
                JOIN pg_catalog.pg_roles r ON r.oid = s.refobjid
                WHERE s.refclassid = 'pg_catalog.pg_authid'::regclass AND r.rolname = ?
                  AND d.datallowconn AND d.datconnlimit <> -2 AND d.datname <> current_database()
                ORDER BY 1""";
        try (var query = connection.prepareStatement(sql)) {
            query.setString(1, role);
            ResultSet rows = query.executeQuery();
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private static Step done(ResourceCall call, String name) {
        return Step.done(name, outputs(call, name));
    }

    private static ObjectNode outputs(ResourceCall call, String name) {
        ServerUrl login = Server.of(call).orElseThrow().withLogin(name, call.properties().path("password").asText(""));
        return JsonNodeFactory.instance.objectNode().put("name", name).put("url", login.text());
    }
}
