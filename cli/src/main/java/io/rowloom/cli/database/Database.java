package io.rowloom.cli.database;

import io.rowloom.db.DatabaseUrl;
import io.rowloom.store.Store;
import io.rowloom.value.Fingerprint;

/** An open database whose schema fits. Closing it leaves an embedded server running, for the other processes that use it. */
public interface Database extends AutoCloseable {
    Store store();

    /** Where it is. */
    DatabaseUrl url();

    /** The address as a person may see it. */
    String display();

    /** Under the key that this database's secrets are sealed with. */
    Fingerprint fingerprint();

    /** Whether there is a key to seal secrets with. An embedded database always has one. */
    boolean sealsSecrets();

    @Override
    void close();
}
