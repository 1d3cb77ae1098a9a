package io.rowloom.cli.database;

import io.rowloom.cli.config.Config;
import io.rowloom.cli.config.SecretsKey;
import io.rowloom.db.DatabaseUrl;
import io.rowloom.db.PgDatabase;
import io.rowloom.db.PgSettings;
import io.rowloom.db.SecretBox;
import io.rowloom.store.Store;
import io.rowloom.value.Fingerprint;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** Where a database is, and the key of its secrets. */
record Place(DatabaseUrl url, Optional<SecretsKey> key, boolean embedded) {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration STATEMENT = Duration.ofSeconds(30);
    private static final Duration LOCK = Duration.ofSeconds(5);
    private static final Duration SHORTEST_IDLE = Duration.ofMillis(100);

    DataSource dataSource() {
        return PlainSource.of(url);
    }

    Database open(Config config) {
        Optional<SecretBox> box = key.map(SecretsKey::base64).map(SecretBox::new);
        PgDatabase database = PgDatabase.open(settings(config), box, config.lock().ofTransactions());
        return new Database() {
            @Override
            public Store store() {
                return database.store();
            }

            @Override
            public DatabaseUrl url() {
                return url;
            }

            @Override
            public String display() {
                return url.display();
            }

            @Override
            public Fingerprint fingerprint() {
                return box.map(SecretBox::fingerprint).orElseGet(Fingerprint::unkeyed);
            }

            @Override
            public boolean sealsSecrets() {
                return box.isPresent();
            }

            @Override
            public void close() {
                database.close();
            }
        };
    }

    /** A process that stopped within a transaction must lose its row locks well before others take its work over: within half a lease. */
    private PgSettings settings(Config config) {
        Duration idle = config.worker().lease().dividedBy(2);
        idle = idle.compareTo(LOCK) > 0 ? LOCK : idle.compareTo(SHORTEST_IDLE) < 0 ? SHORTEST_IDLE : idle;
        return new PgSettings(url, config.poolSize(), CONNECT, STATEMENT, LOCK, idle);
    }
}
