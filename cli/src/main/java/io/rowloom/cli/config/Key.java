package io.rowloom.cli.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every setting that there is. The name is the one in the file; {@link #environmentName()} is derived from it. */
public enum Key {
    DB("db", "", "the database, as postgresql://user:password@host:port/name?… or a JDBC URL; none: an embedded one in the data directory"),
    DB_POOL_SIZE("db.pool-size", "4", "connections of this process"),
    DATA_DIRECTORY("data-directory", "~/.local/share/rowloom", "where the embedded database lives"),
    SECRETS_KEY("secrets.key", "", "32 bytes in base64, to seal secrets with; all processes of a database need the same"),
    SECRETS_KEY_FILE("secrets.key-file", "", "the file that holds secrets.key instead"),
    TENANT("tenant", "default", "whose stacks these are"),
    PLUGINS("plugins", "", "directories of jars with resource types, separated by ':' (in a file also a list)"),
    WORKER_NAME("worker.name", "", "what people call the worker; none: the host's name and the process id"),
    WORKER_SLOTS("worker.slots", "64", "actions that a worker runs at the same time; waiting ones take none"),
    WORKER_LEASE("worker.lease", "6s", "time without renewal after which others may take over a worker's resources"),
    WORKER_RENEW_EVERY("worker.renew-every", "1500ms", "time between renewals of the lease"),
    WORKER_GRACE("worker.grace", "1s", "time after the end of a lease before its holder is declared dead"),
    WORKER_POLL_EVERY("worker.poll-every", "500ms", "time between looks for work when no hint comes"),
    WORKER_DRAIN_TIMEOUT("worker.drain-timeout", "20s", "time for running actions to end when the worker is asked to stop"),
    WORKER_KEEP_TOMBSTONES("worker.keep-tombstones", "10m", "time that deleted resources are remembered; longer than any call to a provider can hang"),
    WORKER_KEEP_EVENTS("worker.keep-events", "30d", "time that events are kept"),
    WORKER_KEEP_DELETED_STACKS("worker.keep-deleted-stacks", "30d", "time that deleted stacks are kept, with their events"),
    RETRY_MAX_TRIES("retry.max-tries", "5", "retries of an action that fails in a way worth trying again"),
    RETRY_FIRST_DELAY("retry.first-delay", "1s", "wait before the first retry; doubled each time"),
    RETRY_MAX_DELAY("retry.max-delay", "1m", "longest wait between two tries"),
    MAX_ATTEMPTS("max-attempts", "5", "engines that may die on one action before it counts as failed"),
    CLAIM_ORDER("claim.order", "random", "ready work that a worker claims first: random, or affinity (what falls to it by hash)"),
    LOCK_URL("lock.url", "none:", "lock service that workers ask before they claim: none:, postgresql:, redis://host, … (docs/locks.md)"),
    LOCK_SCOPE("lock.scope", "resource", "what one lock is for: resource, stack or slot"),
    LOCK_WAIT("lock.wait", "200ms", "how much later a row is claimed at most, whatever the lock service does"),
    MEMBERSHIP_URL("membership.url", "none:", "service in which workers keep sessions, so that a dead one is missed soon: none:, postgresql:, redis://host, … "
            + "(docs/membership.md)"),
    MEMBERSHIP_SESSION("membership.session", "2s", "time after which that service ends the session of a worker that it does not hear; whole seconds"),
    MEMBERSHIP_ANSWER("membership.answer", "400ms", "time that a worker whose session is gone has to renew its lease before it is declared dead"),
    METRICS_PORT("metrics.port", "0", "loopback port for /metrics and /healthz of a worker; 0: any free one (it is logged); -1: off"),
    LOG_FORMAT("log.format", "text", "text or json"),
    LOG_LEVEL("log.level", "info", "error, warn, info, debug or trace");

    private final String key;
    private final String fallback;
    private final String description;

    Key(String key, String fallback, String description) {
        this.key = key;
        this.fallback = fallback;
        this.description = description;
    }

    public String key() {
        return key;
    }

    public String description() {
        return description;
    }

    /** In force when nobody says otherwise; empty for none. */
    public String fallback() {
        return fallback;
    }

    public String environmentName() {
        return this == DATA_DIRECTORY ? "ROWLOOM_DATA" : "ROWLOOM_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    public static Optional<Key> of(String name) {
        return Arrays.stream(values()).filter(key -> key.key.equals(name)).findAny();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Key::key).toList();
    }
}
