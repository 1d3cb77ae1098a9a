package io.rowloom.types.postgres;

import static io.rowloom.plugin.PropertySchema.Type.ANY;
import static io.rowloom.plugin.PropertySchema.Type.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.AttributeSchema;
import io.rowloom.plugin.Observation;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.Recovery;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;

/**
 * {@code Rowloom::Postgres::Query}: logs in and reads, in a transaction that cannot write. Proves that a login works, and gets values into a
 * template. Any change runs the query again; so does a look at reality.
 */
public final class QueryType implements ResourceType {
    private static final int MOST_ROWS = 100;

    private static final TypeSchema SCHEMA = TypeSchema.of("Rowloom::Postgres::Query",
            "Logs in to a database and runs one query that reads. It changes nothing there.")
            .property("url", PropertySchema.of(STRING, "Where to log in: postgresql://user:password@host:port/database or a jdbc:postgresql: URL.")
                    .requiredValue().secret())
            .property("sql", PropertySchema.of(STRING, "The query. At most " + MOST_ROWS + " rows of it are read.").requiredValue())
            .property("expect", PropertySchema.of(STRING,
                    "What the first column of the first row must be, as a text; the resource fails when it is not."))
            .property("triggers", PropertySchema.of(ANY, "Not used by itself: a change of it runs the query again."))
            .attribute("value", AttributeSchema.of("The first column of the first row; null when there is no row."))
            .attribute("rows", AttributeSchema.of("All rows, each a map from column names to values."));

    @Override
    public TypeSchema schema() {
        return SCHEMA;
    }

    @Override
    public Step create(ResourceCall call) {
        return query(call);
    }

    @Override
    public Step update(ResourceCall call) {
        return query(call);
    }

    @Override
    public Step delete(ResourceCall call) {
        return Step.done();
    }

    /** Reads again. What it is made of cannot differ, but what it gives can. */
    @Override
    public Observation observe(ResourceCall call) throws IOException {
        return switch (query(call)) {
            case Step.Done done -> new Observation.Found(JsonNodeFactory.instance.objectNode(), done.outputs());
            case Step.Failed failed when failed.retryable() -> throw new IOException(failed.reason());
            case Step.Failed failed -> new Observation.Unfit(failed.reason());
            case Step.Wait _, Step.NeedsReplacement _, Step.Gone _ -> throw new IllegalStateException("a query never ends so");
        };
    }

    /** There is nothing to make anew: the query is run again. */
    @Override
    public Recovery recovery(ObjectNode before, ObjectNode after) {
        return Recovery.REPAIR;
    }

    private static Step query(ResourceCall call) {
        Optional<ServerUrl> url = ServerUrl.parse(call.properties().path("url").asText());
        return url.map(server -> Server.visit(call, server, Map.of(), connection -> query(call, connection))).orElseGet(Server::badUrl);
    }

    private static Step query(ResourceCall call, Connection connection) throws SQLException {
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(MOST_ROWS);
            ResultSet result = statement.executeQuery(call.properties().path("sql").asText());
            while (result.next()) {
                rows.add(row(result));
            }
        } finally {
            connection.rollback();
        }
        JsonNode value = rows.isEmpty() || rows.get(0).isEmpty() ? NullNode.getInstance() : rows.get(0).iterator().next();
        JsonNode expected = call.properties().path("expect");
        if (expected.isTextual() && !expected.asText().equals(value.asText())) {
            return Step.failed("the query did not give what property 'expect' says");
        }
        ObjectNode outputs = JsonNodeFactory.instance.objectNode();
        outputs.set("value", value);
        outputs.set("rows", rows);
        return Step.done(call.physicalName(), outputs);
    }

    private static ObjectNode row(ResultSet result) throws SQLException {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
            row.set(result.getMetaData().getColumnLabel(column), value(result, column));
        }
        return row;
    }

    private static JsonNode value(ResultSet result, int column) throws SQLException {
        return switch (result.getObject(column)) {
            case null -> NullNode.getInstance();
            case Boolean truth -> JsonNodeFactory.instance.booleanNode(truth);
            case Integer number -> JsonNodeFactory.instance.numberNode(number);
            case Long number -> JsonNodeFactory.instance.numberNode(number);
            case BigDecimal number -> JsonNodeFactory.instance.numberNode(number);
            default -> JsonNodeFactory.instance.textNode(result.getString(column));
        };
    }
}
