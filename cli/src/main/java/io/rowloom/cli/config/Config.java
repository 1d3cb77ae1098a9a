package io.rowloom.cli.config;

import static io.rowloom.cli.config.LogSettings.word;

import io.rowloom.db.DatabaseUrl;
import io.rowloom.problem.Problem;
import io.rowloom.problem.Problems;
import io.rowloom.worker.ClaimOrder;
import io.rowloom.worker.Retention;
import io.rowloom.worker.RetryPolicy;
import io.rowloom.worker.WorkerConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** All settings of one run, checked. {@code db} empty: the embedded database in {@code dataDirectory}. */
public record Config(
        Optional<DatabaseUrl> db, int poolSize, Path dataDirectory, Optional<SecretsKey> secretsKey, String tenant, List<Path> plugins,
        WorkerConfig worker, LockSettings lock, MembershipSettings membership, int metricsPort, LogSettings log) {
    private static final int LONGEST_TENANT = 255;

    /**
     * Reads the merged settings.
     *
     * @param home what {@code ~} stands for
     * @throws io.rowloom.problem.InvalidInputException with every fault, those that {@code problems} has already included
     */
    public static Config of(Map<Key, Sourced> merged, Path home, Problems problems) {
        Values values = new Values(merged, home, problems);
        Optional<DatabaseUrl> db = values.parsed(Key.DB, DatabaseUrl::parse);
        int poolSize = values.integer(Key.DB_POOL_SIZE, 1, 100);
        Path data = values.path(Key.DATA_DIRECTORY).orElse(home);
        Optional<SecretsKey> key = secretsKey(values);
        String tenant = values.text(Key.TENANT).orElse("default");
        if (tenant.length() > LONGEST_TENANT) {
            values.problem(Key.TENANT, "a tenant has at most " + LONGEST_TENANT + " characters");
        }
        int metricsPort = values.integer(Key.METRICS_PORT, -1, 65_535);
        List<Path> plugins = values.paths(Key.PLUGINS);
        plugins.stream().filter(path -> !Files.isDirectory(path)).forEach(path -> values.problem(Key.PLUGINS, path + " is no directory"));
        Optional<WorkerConfig> worker = checked(problems, () -> worker(values, problems));
        LockSettings lock = LockSettings.of(values);
        MembershipSettings membership = MembershipSettings.of(values);
        LogSettings log = new LogSettings(values.parsed(Key.LOG_FORMAT, text -> word(LogSettings.Format.class, text)).orElseThrow(),
                values.parsed(Key.LOG_LEVEL, text -> word(LogSettings.Level.class, text)).orElseThrow());
        problems.throwIfAny();
        return new Config(db, poolSize, data, key, tenant, plugins, worker.orElseThrow(), lock, membership, metricsPort, log);
    }

    /** The same with the embedded database in another place. */
    public Config embeddedIn(Path directory) {
        return new Config(Optional.empty(), poolSize, directory, Optional.empty(), tenant, plugins, worker, lock, membership, metricsPort, log);
    }

    private static WorkerConfig worker(Values values, Problems problems) {
        RetryPolicy retry = checked(problems, () -> new RetryPolicy(values.integer(Key.RETRY_MAX_TRIES, 0, 1000),
                values.duration(Key.RETRY_FIRST_DELAY), values.duration(Key.RETRY_MAX_DELAY))).orElseGet(RetryPolicy::standard);
        Retention retention = checked(problems, () -> new Retention(values.duration(Key.WORKER_KEEP_TOMBSTONES), values.duration(Key.WORKER_KEEP_EVENTS),
                values.duration(Key.WORKER_KEEP_DELETED_STACKS))).orElseGet(Retention::standard);
        return new WorkerConfig(values.text(Key.WORKER_NAME).orElseGet(Config::processName), values.integer(Key.WORKER_SLOTS, 1, 10_000),
                values.duration(Key.WORKER_LEASE), values.duration(Key.WORKER_RENEW_EVERY), values.duration(Key.WORKER_GRACE),
                values.duration(Key.WORKER_POLL_EVERY), values.duration(Key.WORKER_DRAIN_TIMEOUT), retry, values.integer(Key.MAX_ATTEMPTS, 1, 1000),
                retention, values.parsed(Key.CLAIM_ORDER, text -> word(ClaimOrder.class, text)).orElseThrow());
    }

    private static String processName() {
        try {
            return InetAddress.getLocalHost().getHostName() + "-" + ProcessHandle.current().pid();
        } catch (UnknownHostException _) {
            return "worker-" + ProcessHandle.current().pid();
        }
    }

    private static Optional<SecretsKey> secretsKey(Values values) {
        if (values.text(Key.SECRETS_KEY).isPresent() && values.text(Key.SECRETS_KEY_FILE).isPresent()) {
            values.problem(Key.SECRETS_KEY_FILE, "give secrets.key or secrets.key-file, not both");
            return Optional.empty();
        }
        Optional<SecretsKey> given = values.parsed(Key.SECRETS_KEY, SecretsKey::parse);
        return given.isPresent() ? given : values.path(Key.SECRETS_KEY_FILE).flatMap(file -> {
            try {
                return Optional.of(SecretsKey.read(file));
            } catch (IllegalArgumentException e) {
                values.problem(Key.SECRETS_KEY_FILE, String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
    }

    /** A record that refuses its values becomes a problem. */
    private static <T> Optional<T> checked(Problems problems, Supplier<T> making) {
        try {
            return Optional.of(making.get());
        } catch (IllegalArgumentException e) {
            problems.add(Problem.at("", String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }
}
