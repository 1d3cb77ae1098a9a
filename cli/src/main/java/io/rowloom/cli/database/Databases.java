package io.rowloom.cli.database;

import io.rowloom.cli.config.Config;
import java.util.List;

/** Gives access to the database that the settings name. */
public interface Databases {
    /**
     * Opens the database for the verbs.
     *
     * @throws DatabaseException when it cannot be reached, or its schema does not fit
     */
    Database open(Config config);

    /**
     * Brings the schema to this version; a second call changes nothing. Answers lines for people.
     *
     * @throws DatabaseException when it cannot be reached, or its schema is newer than this version
     */
    List<String> migrate(Config config);

    /** Lines that tell where the database is, whether it runs, and how its schema stands. */
    Status status(Config config);

    /** Stops the embedded server. Answers a line for people. Does nothing to a database that was given. */
    String stop(Config config);

    /** @param usable a verb would work now, or would start what it needs */
    record Status(String database, String server, String schema, boolean usable) {}
}
