package io.rowloom.types.postgres;

import static io.rowloom.plugin.PropertySchema.Type.BOOLEAN;
import static io.rowloom.plugin.PropertySchema.Type.STRING;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** {@code Rowloom::Postgres::Schema}. Made, changed and marked as ours ({@link OwnerMark}) in one transaction. */
public final class SchemaType implements ResourceType {
    private static final String NO_DATABASE_ANY_MORE = "the database of this schema does not exist any more";
    /** The database is not there: invalid_catalog_name. */
    private static final Map<String, Step> NO_DATABASE = Map.of("3D000", new Step.Gone(NO_DATABASE_ANY_MORE));

    private static final TypeSchema SCHEMA = TypeSchema.of("Rowloom::Postgres::Schema", "A schema in a database.")
            .property("server", Server.URL)
            .property("database", PropertySchema.of(STRING, "The database. Without it, the one in the URL of 'server'.")
                    .onChange(UpdatePolicy.REPLACE))
            .property("name", Named.property("schema"))
            .property("owner", PropertySchema.of(STRING, "The role that owns the schema. Without it, the user of 'server' when the schema is made."))
            .property("drop_contents", PropertySchema.of(BOOLEAN,
                    "Whether a delete drops what is in the schema, too. Without it, the delete of a schema with something in it fails.")
                    .withDefault(BooleanNode.FALSE))
            .attribute("name", AttributeSchema.of("The name of the schema. What get_resource gives, too."))
            .attribute("database", AttributeSchema.of("The database that it is in."))
            .referencedBy("name");

    @Override
    public TypeSchema schema() {
        return SCHEMA;
    }

    @Override
    public Step create(ResourceCall call) {
        return Server.visitDatabase(call, Map.of(), Server.inTransaction(connection ->
                Named.place(connection, call, Catalog.SCHEMA, name -> settle(connection, call, name), () -> {
                    Named.execute(connection, "CREATE SCHEMA " + Identifier.quoted(Named.wanted(call)));
                    return settle(connection, call, Named.wanted(call));
                })));
    }

    @Override
    public Step update(ResourceCall call) {
        return Server.visitDatabase(call, NO_DATABASE, Server.inTransaction(connection ->
                Named.place(connection, call, Catalog.SCHEMA, name -> settle(connection, call, name), () -> Named.gone(Catalog.SCHEMA))));
    }

    @Override
    public Step delete(ResourceCall call) {
        String contents = call.properties().path("drop_contents").asBoolean() ? " CASCADE" : " RESTRICT";
        return Server.remove(call,
                () -> Server.visitDatabase(call, NO_DATABASE, connection -> Named.onOurs(connection, call, Catalog.SCHEMA, name -> {
            Named.execute(connection, "DROP SCHEMA " + Identifier.quoted(name) + contents);
            return Step.done();
        })));
    }

    @Override
    public Observation observe(ResourceCall call) throws IOException {
        return Server.look(call, Map.of("3D000", new Observation.Missing(NO_DATABASE_ANY_MORE)), connection ->
                Named.observe(connection, call, Catalog.SCHEMA, name -> {
            try (var query = connection.prepareStatement("SELECT pg_get_userbyid(nspowner) FROM pg_catalog.pg_namespace WHERE nspname = ?")) {
                query.setString(1, name);
                ResultSet row = query.executeQuery();
                row.next();
                ObjectNode properties = Named.read(call, name);
                if (call.properties().hasNonNull("owner")) {
                    properties.put("owner", row.getString(1));
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

    private static Step settle(Connection connection, ResourceCall call, String name) throws SQLException {
        String wanted = Named.wanted(call);
        Named.rename(connection, Catalog.SCHEMA, name, wanted);
        if (call.properties().hasNonNull("owner")) {
            String owner = Identifier.quoted(call.properties().path("owner").asText());
            Named.execute(connection, "ALTER SCHEMA " + Identifier.quoted(wanted) + " OWNER TO " + owner);
        }
        Catalog.SCHEMA.mark(connection, wanted, call);
        return done(call, wanted);
    }

    private static Step done(ResourceCall call, String name) {
        ObjectNode outputs = outputs(call, name);
        return Step.done(outputs.path("database").asText() + "." + name, outputs);
    }

    private static ObjectNode outputs(ResourceCall call, String name) {
        return JsonNodeFactory.instance.objectNode().put("name", name).put("database", Server.database(call, Server.of(call).orElseThrow()));
    }
}
