package io.rowloom.schema;

import java.util.List;

/** How a database's schema relates to the one that this release works with. */
public sealed interface SchemaStatus {
    record Current(int version) implements SchemaStatus {}

    /** No migration has run here. Other tables may be in the way; {@link Migrations#migrate} tells. */
    record Missing(int wanted) implements SchemaStatus {}

    record Old(int found, int wanted, List<Migration> pending) implements SchemaStatus {}

    /** A later release has migrated the database. */
    record TooNew(int found, int wanted) implements SchemaStatus {}
}
