package io.rowloom.types.postgres;

import static io.rowloom.plugin.PropertySchema.Type.INTEGER;
import static io.rowloom.plugin.PropertySchema.Type.STRING;

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
import java.util.Map;
import java.util.Optional;

/**
 * {@code Rowloom::Postgres::Database}. PostgreSQL makes a database outside of transactions, so a crash can come between it and its mark: it is made
 * under the unique name of the physical copy, which a repeated call finds, then marked and given its name in one transaction.
 */
public final class DatabaseType implements ResourceType {
    private static final TypeSchema SCHEMA = TypeSchema.of("Rowloom::Postgres::Database",
            "A database of a PostgreSQL server. When it is deleted, all connections to it are closed, "
            + "and everything in it is lost.")
            .property("server", Server.URL)
            .property("name", Named.property("database"))
            .property("owner", PropertySchema.of(STRING,
                    "The role that owns the database. Without it, the user of 'server' when the database is made."))
            .property("template", PropertySchema.of(STRING, "The database to copy. Without it, template1, or template0 when an encoding is given.")
                    .onChange(UpdatePolicy.REPLACE))
            .property("encoding", PropertySchema.of(STRING, "The character encoding, such as UTF8. Without it, the template's.")
                    .onChange(UpdatePolicy.REPLACE))
            .property("connection_limit", PropertySchema.of(INTEGER, "How many connections the database allows at once; -1 for any number.")
                    .withDefault(IntNode.valueOf(-1))
                    .with(new Constraint.Range(Optional.of(BigDecimal.ONE.negate()), Optional.of(BigDecimal.valueOf(Integer.MAX_VALUE)))))
            .attribute("name", AttributeSchema.of("The name of the database. What get_resource gives, too."))
            .attribute("host", AttributeSchema.of("The host of the server, to make URLs for applications with."))
            .attribute("port", AttributeSchema.of("The port of the server."))
            .attribute("url", AttributeSchema.secret("The URL of 'server', with its user and password, for this database."))
            .referencedBy("name");

    @Override
    public TypeSchema schema() {
        return SCHEMA;
    }

    @Override
    public Step create(ResourceCall call) {
        return Server.visit(call, connection -> Named.place(connection, call, Catalog.DATABASE, name -> settle(connection, call, name), () -> {
            String unique = Identifier.derived(call.physicalName());
            Named.execute(connection, "CREATE DATABASE " + Identifier.quoted(unique) + options(call));
            return settle(connection, call, unique);
        }));
    }

    @Override
    public Step update(ResourceCall call) {
        return Server.visit(call, connection ->
                Named.place(connection, call, Catalog.DATABASE, name -> settle(connection, call, name), () -> Named.gone(Catalog.DATABASE)));
    }

    @Override
    public Step delete(ResourceCall call) {
        return Server.remove(call, () -> Server.visit(call, connection -> Named.onOurs(connection, call, Catalog.DATABASE, name -> {
            Named.execute(connection, "DROP DATABASE " + Identifier.quoted(name) + " WITH (FORCE)");
            return Step.done();
        })));
    }

    @Override
    public Observation observe(ResourceCall call) throws IOException {
        return Server.look(call, Map.of(), connection -> Named.observe(connection, call, Catalog.DATABASE, name -> {
            String encoding = call.properties().path("encoding").asText("");
            try (var query = connection.prepareStatement("""
                    SELECT pg_get_userbyid(datdba), datconnlimit, pg_encoding_to_char(encoding), encoding = pg_char_to_encoding(?)
                    FROM pg_catalog.pg_database WHERE datname = ?""")) {
                query.setString(1, encoding);
                query.setString(2, name);
                ResultSet row = query.executeQuery();
                row.next();
                ObjectNode properties = Named.read(call, name).put("connection_limit", row.getInt(2));
                if (call.properties().hasNonNull("owner")) {
                    properties.put("owner", row.getString(1));
                }
                if (!encoding.isEmpty()) {
                    properties.put("encoding", row.getBoolean(4) ? encoding : row.getString(3));   // UTF8, utf-8 and unicode are the same one
                }
                return new Observation.Found(properties, outputs(call, name));
            }
        }));
    }

    @Override
    public UpdatePolicy onChange(ObjectNode before, ObjectNode after) {
        return Server.onChange(ResourceType.super.onChange(before, after), before, after);
    }

    /** What failed can be mended, and a replacement could not have the same name. */
    @Override
    public Recovery recovery(ObjectNode before, ObjectNode after) {
        return Recovery.REPAIR;
    }

    private static Step settle(Connection connection, ResourceCall call, String name) throws SQLException {
        return Server.inTransaction(_ -> {
            String wanted = Named.wanted(call);
            Named.rename(connection, Catalog.DATABASE, name, wanted);
            if (call.properties().hasNonNull("owner")) {
                String owner = Identifier.quoted(call.properties().path("owner").asText());
                Named.execute(connection, "ALTER DATABASE " + Identifier.quoted(wanted) + " OWNER TO " + owner);
            }
            int limit = call.properties().path("connection_limit").asInt(-1);
            Named.execute(connection, "ALTER DATABASE " + Identifier.quoted(wanted) + " CONNECTION LIMIT " + limit);
            Catalog.DATABASE.mark(connection, wanted, call);
            return done(call, wanted);
        }).on(connection);
    }

    private static String options(ResourceCall call) {
        String encoding = call.properties().path("encoding").asText("");
        String template = call.properties().path("template").asText(encoding.isEmpty() ? "" : "template0");
        return (template.isEmpty() ? "" : " TEMPLATE " + Identifier.quoted(template))
                + (encoding.isEmpty() ? "" : " ENCODING " + Identifier.literal(encoding));
    }

    private static Step done(ResourceCall call, String name) {
        return Step.done(name, outputs(call, name));
    }

    private static ObjectNode outputs(ResourceCall call, String name) {
        ServerUrl server = Server.of(call).orElseThrow();
        return JsonNodeFactory.instance.objectNode()
                .put("name", name).put("host", server.host()).put("port", server.port()).put("url", server.withDatabase(name).text());
    }
}
