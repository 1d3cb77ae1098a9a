package io.rowloom.types.postgres;

import io.rowloom.plugin.ResourceCall;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of objects that carry an {@link OwnerMark}. Schemas are those of the connection's database. */
enum Catalog {
    ROLE("SELECT rolname, shobj_description(oid, 'pg_authid') FROM pg_catalog.pg_roles"),
    DATABASE("SELECT datname, shobj_description(oid, 'pg_database') FROM pg_catalog.pg_database"),
    SCHEMA("SELECT nspname, obj_description(oid, 'pg_namespace') FROM pg_catalog.pg_namespace");

    private final String query;

    Catalog(String query) {
        this.query = query;
    }

    /** What a server has for a physical copy. */
    sealed interface Found {
        /** The copy's own object, whatever its name is by now; or the external one that is meant. */
        record Ours(String name) implements Found {}

        /** Nothing of this copy, and nothing of the wanted name. */
        record Free() implements Found {}

        /** Nothing of this copy, and something else has the wanted name. */
        record Taken() implements Found {}

        /** The copy's own object, last written by a newer call. */
        record Newer() implements Found {}
    }

    private record Entry(String name, Optional<OwnerMark> mark, boolean commented) {}

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The caller must hold {@link Server}'s lock of the copy, or what is found can be outdated at once. */
    Found find(Connection connection, ResourceCall call, String wanted) throws SQLException {
        if (call.external()) {
            return external(connection, call.physicalId().orElse(""));
        }
        OwnerMark ours = OwnerMark.of(call);
        String unique = Identifier.derived(call.physicalName());
        boolean taken = false;
        Optional<String> unmarked = Optional.empty();
        for (Entry entry : entries(connection)) {
            if (entry.mark.filter(ours::sameCopy).isPresent()) {
                return entry.mark.get().fence() > ours.fence() ? new Found.Newer() : new Found.Ours(entry.name);
            }
            // made by us, and cut off before the comment: nothing else makes such a name
            unmarked = entry.name.equals(unique) && !entry.commented ? Optional.of(unique) : unmarked;
            taken |= entry.name.equals(wanted);
        }
        return unmarked.<Found>map(Found.Ours::new).orElse(taken ? new Found.Taken() : new Found.Free());
    }

    /** The object of that id, whoever made it. The id of a schema begins with its database, which is the connection's. */
    private Found external(Connection connection, String id) throws SQLException {
        String wanted = this == SCHEMA ? id.substring(id.indexOf('.') + 1) : id;
        return entries(connection).stream().anyMatch(entry -> entry.name.equals(wanted)) ? new Found.Ours(wanted) : new Found.Free();
    }

    void mark(Connection connection, String name, ResourceCall call) throws SQLException {
        Named.execute(connection, "COMMENT ON " + name() + " " + Identifier.quoted(name) + " IS " + Identifier.literal(OwnerMark.of(call).comment()));
    }

    private List<Entry> entries(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            List<Entry> entries = new ArrayList<>();
            while (rows.next()) {
                Optional<String> comment = Optional.ofNullable(rows.getString(2));
                entries.add(new Entry(rows.getString(1), comment.flatMap(OwnerMark::parse), comment.isPresent()));
            }
            return entries;
        }
    }
}
