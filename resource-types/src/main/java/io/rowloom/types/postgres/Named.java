package io.rowloom.types.postgres;

import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

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

    /** Removes the copy's object, and nothing else. */
    static Step remove(Connection connection, ResourceCall call, Catalog catalog, Settle drop) throws SQLException {
        return switch (catalog.find(connection, call, wanted(call))) {
            case Catalog.Found.Newer() -> late(catalog);
            case Catalog.Found.Ours(String name) -> drop.from(name);
            case Catalog.Found.Taken() -> gone(catalog);
            case Catalog.Found.Free() -> gone(catalog);
        };
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
        return Step.failed("the " + catalog.word() + " was changed by a newer call of this resource; this one came too late");
    }

    static Step gone(Catalog catalog) {
        return new Step.Gone("there is no " + catalog.word() + " of this resource");
    }

    static void compare(List<String> differences, String what, Object is, Object wanted) {
        if (!is.equals(wanted)) {
            differences.add(what + " is " + is + " instead of " + wanted);
        }
    }
}
