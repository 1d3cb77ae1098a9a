package io.rowloom.cli.database;

import io.rowloom.cli.config.Config;
import java.util.List;

/** The database that the settings give, or the embedded one. */
public final class ConfiguredDatabases implements Databases {
    @Override
    public Database open(Config config) {
        throw new DatabaseException("the PostgreSQL store is not part of this build");
    }

    @Override
    public List<String> migrate(Config config) {
        throw new DatabaseException("the PostgreSQL store is not part of this build");
    }

    @Override
    public Status status(Config config) {
        throw new DatabaseException("the PostgreSQL store is not part of this build");
    }

    @Override
    public String stop(Config config) {
        throw new DatabaseException("the PostgreSQL store is not part of this build");
    }
}
