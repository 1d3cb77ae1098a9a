package io.rowloom.types.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What privileges can be granted on. Each knows how it is named in GRANT, and how to ask whether a role has a privilege on all of it. */
enum GrantTarget {
    DATABASE(List.of("CONNECT", "CREATE", "TEMPORARY"), "SELECT has_database_privilege(?, current_database(), ?) WHERE ?::text IS NOT NULL"),
    SCHEMA(List.of("USAGE", "CREATE"), "SELECT has_schema_privilege(role, name, privilege) FROM (VALUES (?, ?, ?)) asked(role, privilege, name)"),
    TABLES(List.of("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"), """
            SELECT coalesce(bool_and(has_table_privilege(?, c.oid, ?)), true)
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relkind IN ('r', 'v', 'm', 'f', 'p')"""),
    SEQUENCES(List.of("USAGE", "SELECT", "UPDATE"), """
            SELECT coalesce(bool_and(has_sequence_privilege(?, c.oid, ?)), true)
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relkind = 'S'"""),
    FUNCTIONS(List.of("EXECUTE"), """
            SELECT coalesce(bool_and(has_function_privilege(?, p.oid, ?)), true)
            FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
            WHERE n.nspname = ? AND p.prokind IN ('f', 'a', 'w')""");

    private final List<String> privileges;
    private final String question;

    /** @param question takes the role, the privilege and the schema, in this order */
    GrantTarget(List<String> privileges, String question) {
        this.privileges = privileges;
        this.question = question;
    }

    /** All privileges that ALL stands for; MAINTAIN of PostgreSQL 17 is not among them, since older servers do not know it. */
    List<String> privileges() {
        return privileges;
    }

    boolean inSchema() {
        return this != DATABASE;
    }

    /** Whether new objects of this kind can get privileges of their own accord. */
    boolean manyObjects() {
        return this != DATABASE && this != SCHEMA;
    }

    String clause(String database, String schema) {
        return switch (this) {
            case DATABASE -> "DATABASE " + Identifier.quoted(database);
            case SCHEMA -> "SCHEMA " + Identifier.quoted(schema);
            case TABLES, SEQUENCES, FUNCTIONS -> "ALL " + name() + " IN SCHEMA " + Identifier.quoted(schema);
        };
    }

    boolean has(Connection connection, String role, String privilege, String schema) throws SQLException {
        try (var query = connection.prepareStatement(question)) {
            query.setString(1, role);
            query.setString(2, privilege);
            query.setString(3, schema);
            ResultSet row = query.executeQuery();
            return row.next() && row.getBoolean(1);
        }
    }
}
