package io.rowloom.schema.codegen;

import io.rowloom.embedded.DatabaseAddress;
import io.rowloom.embedded.TestDatabase;
import io.rowloom.schema.Migrations;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A new database with the schema in it, without a report on how it got there. */
final class MigratedDatabase {
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private MigratedDatabase() {}

    static DataSource on(TestDatabase server) {
        var address = server.createDatabase();
        fill(address);
        return address.dataSource();
    }

    static void fill(DatabaseAddress address) {
        FLYWAY.setLevel(Level.WARNING);
        Migrations.migrate(address.dataSource());
    }
}
