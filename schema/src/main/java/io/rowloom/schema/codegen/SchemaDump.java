package io.rowloom.schema.codegen;

import io.rowloom.embedded.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Writes the schema that the migrations amount to as SQL, from the catalog, in an order that depends on names only. */
public final class SchemaDump {
    private static final String HEADER = """
        -- The schema after all migrations, for reading and for reviews. Made from the database's catalog; do not edit.
        -- To renew: %s
        """;

    /** Said where the file is out of date. */
    public static final String RENEW = "mvn -pl schema -am process-classes -Prenew-schema";

    private static final String DOMAINS = """
        SELECT 'CREATE DOMAIN ' || quote_ident(typname) || ' AS ' || format_type(typbasetype, typtypmod) || coalesce(' ' || string_agg(
               'CONSTRAINT ' || quote_ident(conname) || ' ' || pg_get_constraintdef(c.oid, true), ' ' ORDER BY conname), '') || ';'
               || coalesce(E'\\nCOMMENT ON DOMAIN ' || quote_ident(typname) || ' IS ' || quote_literal(obj_description(t.oid, 'pg_type')) || ';', '')
        FROM pg_type t LEFT JOIN pg_constraint c ON c.contypid = t.oid WHERE typnamespace = current_schema()::regnamespace AND typtype = 'd'
        GROUP BY t.oid, typname, typbasetype, typtypmod ORDER BY typname""";
    private static final String RELATIONS = """
        SELECT quote_ident(relname), oid::int8, coalesce(array_to_string(reloptions, ', '), ''), CASE relkind WHEN 'v' THEN pg_get_viewdef(oid, true) END
        FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v') AND relname <> 'schema_history'
        ORDER BY relkind = 'v', relname""";
    private static final String COLUMNS = """
        SELECT quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
               || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')
        FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attrelid = %d AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum""";
    /** Contype n is NOT NULL, which is a constraint from PostgreSQL 18 on. */
    private static final String CONSTRAINTS = """
        SELECT 'CONSTRAINT ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid, true) FROM pg_constraint
        WHERE conrelid = %d AND contype <> 'n' ORDER BY contype = 'c', conname""";
    private static final String INDEXES = """
        SELECT pg_get_indexdef(indexrelid, 0, true) || ';' FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE indrelid = %d AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid) ORDER BY relname""";
    private static final String COMMENTS = """
        SELECT 'COMMENT ON ' || CASE WHEN objsubid > 0 THEN 'COLUMN ' WHEN relkind = 'v' THEN 'VIEW ' ELSE 'TABLE ' END || quote_ident(relname)
               || coalesce('.' || quote_ident(attname), '') || ' IS ' || quote_literal(description) || ';'
        FROM pg_description JOIN pg_class c ON c.oid = objoid LEFT JOIN pg_attribute ON attrelid = objoid AND attnum = objsubid AND objsubid > 0
        WHERE classoid = 'pg_class'::regclass AND objoid = %d ORDER BY objsubid""";

    private SchemaDump() {}

    /** Renews the file named by the only argument. */
    public static void main(String[] args) throws IOException, SQLException {
        try (var server = TestDatabase.fresh()) {
            Files.writeString(Path.of(args[0]), of(MigratedDatabase.on(server)));
        }
    }

    /** Of a migrated database. */
    public static String of(DataSource database) throws SQLException {
        try (var connection = database.getConnection(); var statement = connection.createStatement(); var rows = statement.executeQuery(RELATIONS)) {
            var dump = new StringBuilder(HEADER.formatted(RENEW)).append("\n").append(lines(connection, DOMAINS));
            while (rows.next()) {
                var relation = new Relation(rows.getString(1), rows.getLong(2), rows.getString(3), Optional.ofNullable(rows.getString(4)));
                dump.append(relation.view().map(query -> "\nCREATE VIEW " + relation.name() + " AS\n" + query + "\n").orElse(""));
                dump.append(relation.view().isPresent() ? "" : table(connection, relation));
                dump.append(lines(connection, COMMENTS.formatted(relation.oid())));
            }
            return dump.toString();
        }
    }

    private static String table(Connection connection, Relation table) throws SQLException {
        var members = Stream.concat(list(connection, COLUMNS.formatted(table.oid())).stream(), list(connection, CONSTRAINTS.formatted(table.oid())).stream());
        var options = table.options().isEmpty() ? "" : " WITH (" + table.options() + ")";
        return "\nCREATE TABLE " + table.name() + " (\n" + members.map(member -> "    " + member).collect(Collectors.joining(",\n"))
            + "\n)" + options + ";\n" + lines(connection, INDEXES.formatted(table.oid()));
    }

    private static String lines(Connection connection, String sql) throws SQLException {
        return list(connection, sql).stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static List<String> list(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private record Relation(String name, long oid, String options, Optional<String> view) {}
}
