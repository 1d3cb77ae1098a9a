package io.rowloom.types.postgres;

import static io.rowloom.plugin.PropertySchema.Type.LIST;
import static io.rowloom.plugin.PropertySchema.Type.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.constraint.Constraint;
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
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * {@code Rowloom::Postgres::Grant}: exactly these privileges of one role on one target, set in one transaction; what the role had there before is
 * taken away. So two resources must not grant on the same target to the same role: grants carry no mark, and the last one wins.
 */
public final class GrantType implements ResourceType {
    private static final List<JsonNode> TARGETS = texts("database", "schema", "tables", "sequences", "functions");
    private static final List<JsonNode> PRIVILEGES = texts("ALL", "CONNECT", "CREATE", "TEMPORARY", "USAGE", "SELECT", "INSERT", "UPDATE", "DELETE",
            "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN", "EXECUTE");
    /** Database, schema or role (undefined_object) are not there: then the grant is not, either. */
    private static final String NOT_THERE = "the database, the schema or the role of this grant does not exist any more";
    private static final Step.Gone GONE = new Step.Gone(NOT_THERE);
    private static final Observation UNFIT = new Observation.Unfit(NOT_THERE);
    private static final Map<String, Step> NOTHING_THERE = Map.of("3D000", GONE, "3F000", GONE, "42704", GONE);

    private static final TypeSchema SCHEMA = TypeSchema.of("Rowloom::Postgres::Grant",
            "The privileges of a role on a database, on a schema, or on everything of a kind in a schema. The role has "
            + "exactly these there afterwards; a delete takes them away. Let only one resource grant on the same target to the same role.")
            .property("server", Server.URL)
            .property("database", PropertySchema.of(STRING, "The database. Without it, the one in the URL of 'server'.")
                    .onChange(UpdatePolicy.REPLACE))
            .property("role", PropertySchema.of(STRING, "The role that gets the privileges.").requiredValue().onChange(UpdatePolicy.REPLACE))
            .property("target", PropertySchema.of(STRING,
                    "database, schema, or one of tables, sequences, functions: all that are in the schema when the grant is made.").requiredValue()
                    .with(new Constraint.AllowedValues(TARGETS)).onChange(UpdatePolicy.REPLACE))
            .property("schema", PropertySchema.of(STRING, "The schema; needed unless the grant is on a database.").onChange(UpdatePolicy.REPLACE))
            .property("privileges",
                    PropertySchema.of(LIST, "What the role may do there, such as [CONNECT], [USAGE] or [SELECT, INSERT]; [ALL] for everything.")
                    .requiredValue()
                    .with(new Constraint.AllowedValues(PRIVILEGES), new Constraint.Length(Optional.of(1), Optional.empty())))
            .property("later_objects_of",
                    PropertySchema.of(STRING, "A role: the grant holds for tables, sequences or functions that it makes in the schema later, too."));

    @Override
    public TypeSchema schema() {
        return SCHEMA;
    }

    @Override
    public Step create(ResourceCall call) {
        return grant(call);
    }

    @Override
    public Step update(ResourceCall call) {
        return grant(call);
    }

    @Override
    public Step delete(ResourceCall call) {
        if (problem(call).isPresent()) {
            return new Step.Gone("it could not be granted");
        }
        return Server.remove(call, () -> Server.visitDatabase(call, NOTHING_THERE, Server.inTransaction(connection -> {
            revoke(connection, call, call.properties());
            return Step.done();
        })));
    }

    /** Never missing: where there is no target or role, an update fails as a new copy would, and there is no second copy whose delete would revoke. */
    @Override
    public Observation observe(ResourceCall call) throws IOException {
        Optional<String> problem = problem(call);
        return problem.isPresent() ? new Observation.Unfit(problem.get()) : Server.look(call, Map.of("3D000", UNFIT), connection -> look(connection, call));
    }

    private static Observation look(Connection connection, ResourceCall call) throws SQLException {
        GrantTarget target = target(call);
        String role = text(call.properties(), "role");
        String schema = text(call.properties(), "schema");
        if (!exists(connection, "pg_roles WHERE rolname = ?", role) || target.inSchema() && !exists(connection, "pg_namespace WHERE nspname = ?", schema)) {
            return UNFIT;
        }
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        List<String> privileges = Granted.on(connection, target, schema, role).against(privileges(call), target.privileges());
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        privileges.forEach(found::add);
        properties.set("privileges", privileges.equals(privileges(call)) ? call.properties().path("privileges") : found);
        if (target.manyObjects()) {
            properties.set("later_objects_of", maker(connection, call, schema, role));
        }
        return new Observation.Found(properties, JsonNodeFactory.instance.objectNode());
    }

    /**
     * For whose later objects the grant holds: those of the role of the last success while anything is left of that, so that an update takes it away;
     * else those of the wanted role, if all is there.
     */
    private static JsonNode maker(Connection connection, ResourceCall call, String schema, String role) throws SQLException {
        String wanted = text(call.properties(), "later_objects_of");
        String before = text(call.previousProperties(), "later_objects_of");
        if (!before.isEmpty() && !before.equals(wanted) && !Granted.onLaterOnes(connection, target(call), schema, role, before).nothing()) {
            return TextNode.valueOf(before);
        }
        List<String> granted = Granted.onLaterOnes(connection, target(call), schema, role, wanted).against(privileges(call), target(call).privileges());
        return !wanted.isEmpty() && granted.equals(privileges(call)) ? TextNode.valueOf(wanted) : NullNode.instance;
    }

    private static boolean exists(Connection connection, String where, String name) throws SQLException {
        try (var query = connection.prepareStatement("SELECT 1 FROM pg_catalog." + where)) {
            query.setString(1, name);
            return query.executeQuery().next();
        }
    }

    @Override
    public UpdatePolicy onChange(ObjectNode before, ObjectNode after) {
        return Server.onChange(ResourceType.super.onChange(before, after), before, after);
    }

    @Override
    public Recovery recovery(ObjectNode before, ObjectNode after) {
        return Recovery.REPAIR;
    }

    private static Step grant(ResourceCall call) {
        return problem(call).map(Step::failed).orElseGet(() -> Server.visitDatabase(call, Map.of(), Server.inTransaction(connection -> {
            if (call.previousProperties().hasNonNull("later_objects_of")) {
                laterObjects(connection, call.previousProperties(), "REVOKE ALL", "FROM");
            }
            revoke(connection, call, call.properties());
            String what = "GRANT " + String.join(", ", privileges(call));
            Named.execute(connection, what + " ON " + clause(connection, call) + " TO " + role(call.properties()));
            if (call.properties().hasNonNull("later_objects_of")) {
                laterObjects(connection, call.properties(), what, "TO");
            }
            return done(call);
        })));
    }

    private static Optional<String> problem(ResourceCall call) {
        ObjectNode properties = call.properties();
        if (text(properties, "role").isEmpty()) {
            return Optional.of("property 'role' is empty: name a role");
        }
        if (target(call).inSchema() && text(properties, "schema").isEmpty()) {
            return Optional.of("property 'schema' is needed for a grant on " + text(properties, "target"));
        }
        return properties.hasNonNull("later_objects_of") && (!target(call).manyObjects() || text(properties, "later_objects_of").isEmpty())
                ? Optional.of("property 'later_objects_of' must name a role, and makes sense for grants on tables, sequences and functions only")
                        : Optional.empty();
    }

    private static void revoke(Connection connection, ResourceCall call, ObjectNode properties) throws SQLException {
        // GRANTs on one object at the same time fail with "tuple concurrently updated"
        Named.execute(connection, "SELECT pg_advisory_xact_lock(hashtextextended('rowloom grant', 0))");
        Named.execute(connection, "REVOKE ALL ON " + clause(connection, call) + " FROM " + role(properties));
        if (properties.hasNonNull("later_objects_of")) {
            laterObjects(connection, properties, "REVOKE ALL", "FROM");
        }
    }

    private static void laterObjects(Connection connection, ObjectNode properties, String what, String toOrFrom) throws SQLException {
        String maker = Identifier.quoted(text(properties, "later_objects_of"));
        Named.execute(connection, "ALTER DEFAULT PRIVILEGES FOR ROLE " + maker + " IN SCHEMA " + Identifier.quoted(text(properties, "schema"))
                + " " + what + " ON " + text(properties, "target").toUpperCase(Locale.ROOT) + " " + toOrFrom + " " + role(properties));
    }

    private static String clause(Connection connection, ResourceCall call) throws SQLException {
        return target(call).clause(connection.getCatalog(), text(call.properties(), "schema"));
    }

    private static GrantTarget target(ResourceCall call) {
        return GrantTarget.valueOf(text(call.properties(), "target").toUpperCase(Locale.ROOT));
    }

    /** Each is one of {@link #PRIVILEGES}; looked at again here, because they go into statements as they are. */
    private static List<String> privileges(ResourceCall call) {
        return StreamSupport.stream(call.properties().path("privileges").spliterator(), false).filter(PRIVILEGES::contains).map(JsonNode::asText)
                .distinct().toList();
    }

    private static String role(ObjectNode properties) {
        return Identifier.quoted(text(properties, "role"));
    }

    private static String text(ObjectNode properties, String name) {
        return properties.path(name).asText("");
    }

    private static List<JsonNode> texts(String... all) {
        return Stream.of(all).<JsonNode>map(TextNode::valueOf).toList();
    }

    private static Step done(ResourceCall call) {
        return Step.done(call.physicalName(), JsonNodeFactory.instance.objectNode());
    }
}
