package io.rowloom.locks;

import io.rowloom.lock.LockUrl;
import io.rowloom.lock.Locks;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Opens what {@code lock.url} names. */
public final class LockServices {
    private static final Duration NO_SESSION = LockUrl.Session.USUAL.length();

    private LockServices() {}

    /**
     * Returns at once for a service that cannot be reached: it is tried again with each attempt.
     *
     * @param own the engine's own database, for {@code postgresql:} without an address
     * @return empty for {@code none:}, and where the engine's own transactions take the locks
     * @throws LockServiceRefusedException if it can never work as it is set up
     */
    public static Optional<Locks> open(LockUrl url, Database own) {
        return switch (url) {
            case LockUrl.None(), LockUrl.OwnTransactions() -> Optional.empty();
            case LockUrl.Memory(var name) -> Optional.of(new SessionLocks(new MemoryLocks(name), NO_SESSION));
            case LockUrl.Directory(var path) -> Optional.of(new SessionLocks(new FileLocks(path), NO_SESSION));
            case LockUrl.OwnDatabase(var session) -> Optional.of(new SessionLocks(database(own, Dialect.POSTGRESQL, session), session.length()));
            case LockUrl.Service service -> Optional.of(new SessionLocks(service(service), service.session().length()));
        };
    }

    /** @throws LockServiceRefusedException if it can never work as it is set up */
    static TellingService service(LockUrl.Service url) {
        return switch (url.kind()) {
            case POSTGRESQL -> database(address(url, "jdbc:postgresql://"), Dialect.POSTGRESQL, url.session());
            case MYSQL -> database(address(url, "jdbc:mariadb://"), Dialect.MYSQL, url.session());
            case ZOOKEEPER -> new ZookeeperLocks(url);
            case ETCD -> new EtcdLocks(url);
            case REDIS -> new RedisLocks(url);
        };
    }

    /** @throws LockServiceRefusedException if this way to the database has no sessions */
    static TellingService database(Database database, Dialect dialect, LockUrl.Session session) {
        DatabaseLocks locks = new DatabaseLocks(database, dialect, session);
        locks.open();
        return locks;
    }

    private static Database address(LockUrl.Service url, String scheme) {
        Properties properties = new Properties();
        url.login().ifPresent(login -> {
            properties.setProperty("user", login.user());
            properties.setProperty("password", login.password());
        });
        for (Map.Entry<String, String> option : url.driver().entrySet()) {
            properties.setProperty(option.getKey(), option.getValue());
        }
        return new Database(scheme + url.address() + "/" + url.path(), properties);
    }
}
