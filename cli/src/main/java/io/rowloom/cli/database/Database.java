package io.rowloom.cli.database;

import io.rowloom.cli.config.SecretsKey;
import io.rowloom.store.Store;
import java.util.Optional;

/** An open database whose schema fits. Closing it leaves an embedded server running, for the other processes that use it. */
public interface Database extends AutoCloseable {
    Store store();

    /** The address as a person may see it. */
    String display();

    /** The key that this database's secrets are sealed with; with the embedded one, it is made at the first start. */
    Optional<SecretsKey> secretsKey();

    @Override
    void close();
}
