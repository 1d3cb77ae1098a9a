package io.rowloom.types.postgres;

import java.util.List;

/** What privileges can be granted on. Each knows how it is named in GRANT, and which objects it stands for. */
enum GrantTarget {
    DATABASE("", List.of("CONNECT", "CREATE", "TEMPORARY"), """
            SELECT oid, coalesce(datacl, acldefault('d', datdba)) FROM pg_catalog.pg_database
            WHERE datname = current_database() AND ?::text IS NOT NULL"""),
    SCHEMA("", List.of("USAGE", "CREATE"), "SELECT oid, coalesce(nspacl, acldefault('n', nspowner)) FROM pg_catalog.pg_namespace WHERE nspname = ?"),
    TABLES("r", List.of("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"), """
            SELECT c.oid, coalesce(c.relacl, acldefault('r', c.relowner))
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relkind IN ('r', 'v', 'm', 'f', 'p')"""),
    SEQUENCES("S", List.of("USAGE", "SELECT", "UPDATE"), """
            SELECT c.oid, coalesce(c.relacl, acldefault('s', c.relowner))
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relkind = 'S'"""),
    FUNCTIONS("f", List.of("EXECUTE"), """
            SELECT p.oid, coalesce(p.proacl, acldefault('f', p.proowner))
            FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
            WHERE n.nspname = ? AND p.prokind IN ('f', 'a', 'w')""");

    private final String letter;
    private final List<String> privileges;
    private final String objects;

    /**
     * @param letter for it in pg_default_acl
     * @param objects finds the objects in a schema: identifier and access control list
     */
    GrantTarget(String letter, List<String> privileges, String objects) {
        this.letter = letter;
        this.privileges = privileges;
        this.objects = objects;
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

    String objects() {
        return objects;
    }

    String letter() {
        return letter;
    }
}
