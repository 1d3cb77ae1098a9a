package io.rowloom.types.postgres;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.Observation;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.Step;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** What roles, databases and schemas have in common: a name that a template may give, and a comment that says whose they are. */
final class Named {
    private Named() {}

    static PropertySchema property(String word) {
        return PropertySchema.of(PropertySchema.Type.STRING, "The name of the " + word
                + ", at most 63 bytes, upper and lower case as written. When it changes, the " + word
                + " is renamed. Without it, a unique name is made from the names of the stack and the resource.");
    }

    /** The name that the template gives, or a unique one. */
    static String wanted(ResourceCall call) {
        return call.properties().hasNonNull("name") ? call.properties().path("name").asText() : Identifier.derived(call.physicalName());
    }

    /**
     * Settles the copy's object to what is wanted, or refuses.
     *
     * @param settle called with the name that the object has now
     * @param absent what to do when there is none, and the wanted name is free
     */
    static Step place(Connection connection, ResourceCall call, Catalog catalog, Settle settle, Absent absent) throws SQLException {
        String wanted = wanted(call);
        String problem = Identifier.problem(wanted);
        if (problem != null) {
            return Step.failed("property 'name' " + problem);
        }
        return switch (catalog.find(connection, call, wanted)) {
            case Catalog.Found.Taken() ->
                Step.failed("a " + catalog.word() + " " + wanted + " exists and was not made by this resource: choose another name, or remove it");
            case Catalog.Found.Newer() -> late(catalog);
            case Catalog.Found.Ours(String name) -> settle.from(name);
            case Catalog.Found.Free() -> absent.make();
        };
    }

    /** Acts on the copy's object, under whatever name, and on nothing else. */
    static Step onOurs(Connection connection, ResourceCall call, Catalog catalog, Settle act) throws SQLException {
        return switch (catalog.find(connection, call, wanted(call))) {
            case Catalog.Found.Newer() -> late(catalog);
            case Catalog.Found.Ours(String name) -> act.from(name);
            case Catalog.Found.Taken(), Catalog.Found.Free() -> gone(catalog);
        };
    }

    /**
     * Looks at the copy's object, under whatever name.
     *
     * @throws IOException if a newer call changed it: what this one sees is of no use then
     */
    static Observation observe(Connection connection, ResourceCall call, Catalog catalog, Reader reader) throws SQLException, IOException {
        return switch (catalog.find(connection, call, wanted(call))) {
            case Catalog.Found.Newer() -> throw new IOException(tooLate(catalog));
            case Catalog.Found.Ours(String name) -> reader.read(name);
            case Catalog.Found.Taken(), Catalog.Found.Free() -> new Observation.Missing(absent(catalog));
        };
    }

    interface Reader {
        Observation read(String name) throws SQLException;
    }

    /** The name as a property; one that was not asked for is left out while it is the unique one. */
    static ObjectNode read(ResourceCall call, String name) {
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        return call.properties().hasNonNull("name") || !name.equals(wanted(call)) ? properties.put("name", name) : properties;
    }

    interface Settle {
        Step from(String name) throws SQLException;
    }

    interface Absent {
        Step make() throws SQLException;
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static void rename(Connection connection, Catalog catalog, String name, String wanted) throws SQLException {
        if (!name.equals(wanted)) {
            execute(connection, "ALTER " + catalog.name() + " " + Identifier.quoted(name) + " RENAME TO " + Identifier.quoted(wanted));
        }
    }

    private static Step late(Catalog catalog) {
        return Step.failed(tooLate(catalog));
    }

    static Step gone(Catalog catalog) {
        return new Step.Gone(absent(catalog));
    }

    private static String tooLate(Catalog catalog) {
        return "the " + catalog.word() + " was changed by a newer call of this resource; this one came too late";
    }

    private static String absent(Catalog catalog) {
        return "there is no " + catalog.word() + " of this resource";
    }
}
