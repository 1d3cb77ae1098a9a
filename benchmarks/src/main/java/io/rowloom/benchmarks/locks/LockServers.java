package io.rowloom.benchmarks.locks;

import io.rowloom.cli.config.Key;
import io.rowloom.embedded.ServerProcess;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The services that modes need. Each is the user's own, or a server of the system's packages that is started by {@link #obstacle} and ends with this
 * object. Those that were started stay up, so that all arms are measured with the same company.
 */
public final class LockServers implements AutoCloseable {
    private static final String LOCK_URL = "lock.url";
    private static final String CLAIM_ORDER = "claim.order";
    /** A port that nobody listens at: only root may. */
    private static final int NOBODY = 1;

    private final Map<Mode, String> given;
    private final Map<Mode, ServerProcess> started = new EnumMap<>(Mode.class);
    private final Map<Mode, CrookedRedis> crooked = new EnumMap<>(Mode.class);

    /** @param given URLs of the user's own services */
    public LockServers(Map<Mode, String> given) {
        this.given = given.isEmpty() ? Map.of() : new EnumMap<>(given);
    }

    /** Starts what the mode needs, or says why it cannot be measured here. */
    public Optional<String> obstacle(Mode mode) {
        Optional<String> lacking = lacking(mode);
        if (lacking.isPresent() || !mode.isService() || given.containsKey(mode) || started.containsKey(mode)) {
            return lacking;
        }
        try {
            started.put(mode, start(mode));
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of("its server does not start: " + (e.getCause() == null ? e : e.getCause()).getMessage());
        }
    }

    private Optional<String> lacking(Mode mode) {
        return switch (mode) {
            case OFF -> Optional.empty();
            case AFFINITY -> setting(CLAIM_ORDER);
            case POSTGRESQL, POSTGRESQL_TRANSACTION -> setting(LOCK_URL);
            case DEAD, SILENT, GRANTS_ALL, GRANTS_NONE -> setting(LOCK_URL);
            case ZOOKEEPER, ETCD, REDIS, MYSQL -> setting(LOCK_URL).or(() -> given.containsKey(mode) ? Optional.empty() : program(mode));
        };
    }

    private static Optional<String> setting(String name) {
        return Key.of(name).isPresent() ? Optional.empty() : Optional.of("the workers of this build have no setting " + name);
    }

    private static Optional<String> program(Mode mode) {
        List<String> needed = switch (mode) {
            case ZOOKEEPER -> List.of("/usr/share/java/zookeeper.jar");
            case ETCD -> List.of("etcd");
            case REDIS -> List.of("redis-server");
            case MYSQL -> List.of("/usr/sbin/mariadbd", "mariadb-install-db");
            case OFF, AFFINITY, POSTGRESQL, POSTGRESQL_TRANSACTION, DEAD, SILENT, GRANTS_ALL, GRANTS_NONE -> List.of();
        };
        return needed.stream().filter(what -> !isThere(what)).findFirst()
                .map(what -> what + " is not installed, and --service " + mode.label() + "=URL names no running one");
    }

    private static boolean isThere(String what) {
        Stream<String> places = what.startsWith("/") ? Stream.of("") : Arrays.stream(System.getenv("PATH").split(File.pathSeparator));
        return places.anyMatch(place -> Files.exists(Path.of(place, what)));
    }

    /** What workers are to be told. The mode has no {@link #obstacle}. */
    Map<String, String> settings(Arm arm, Optional<String> lockWait) {
        Map<String, String> settings = new TreeMap<>();
        url(arm.mode()).ifPresent(url -> settings.put("ROWLOOM_LOCK_URL", url));
        if (arm.mode() == Mode.AFFINITY) {
            settings.put("ROWLOOM_CLAIM_ORDER", "affinity");
        }
        if (arm.mode().asks()) {
            settings.put("ROWLOOM_LOCK_SCOPE", arm.scope());
            lockWait.ifPresent(wait -> settings.put("ROWLOOM_LOCK_WAIT", wait));
        }
        return settings;
    }

    /** Where the server of the mode listens, which {@link #obstacle} started. */
    public int port(Mode mode) {
        return Optional.ofNullable(started.get(mode)).orElseThrow(() -> new IllegalStateException("no server was started for " + mode.label())).port();
    }

    private Optional<String> url(Mode mode) {
        return switch (mode) {
            case OFF, AFFINITY -> Optional.empty();
            case POSTGRESQL -> Optional.of("postgresql:");
            case POSTGRESQL_TRANSACTION -> Optional.of("postgresql:?form=transaction");
            case DEAD -> Optional.of("redis://127.0.0.1:" + NOBODY);
            case SILENT -> Optional.of(crooked(mode, CrookedRedis.Way.SILENT));
            case GRANTS_ALL -> Optional.of(crooked(mode, CrookedRedis.Way.GRANTS_ALL));
            case GRANTS_NONE -> Optional.of(crooked(mode, CrookedRedis.Way.GRANTS_NONE));
            case ZOOKEEPER, ETCD, REDIS, MYSQL -> Optional.of(Optional.ofNullable(given.get(mode)).orElseGet(() -> ownUrl(mode)));
        };
    }

    private String crooked(Mode mode, CrookedRedis.Way way) {
        return "redis://127.0.0.1:" + crooked.computeIfAbsent(mode, _ -> new CrookedRedis(way)).port();
    }

    private String ownUrl(Mode mode) {
        int port = port(mode);
        return switch (mode) {
            case MYSQL -> "mysql://root@127.0.0.1:" + port + "/mysql";
            case ZOOKEEPER, ETCD, REDIS -> mode.label() + "://127.0.0.1:" + port + (mode == Mode.REDIS ? "" : "/rowloom");
            case OFF, AFFINITY, POSTGRESQL, POSTGRESQL_TRANSACTION, DEAD, SILENT, GRANTS_ALL, GRANTS_NONE -> throw noService(mode);
        };
    }

    private static IllegalStateException noService(Mode mode) {
        return new IllegalStateException(mode + " is no service");
    }

    private static ServerProcess start(Mode mode) {
        return switch (mode) {
            case ZOOKEEPER -> ServerProcess.zookeeper();
            case ETCD -> ServerProcess.etcd();
            case REDIS -> ServerProcess.redis();
            case MYSQL -> ServerProcess.mariadb();
            case OFF, AFFINITY, POSTGRESQL, POSTGRESQL_TRANSACTION, DEAD, SILENT, GRANTS_ALL, GRANTS_NONE -> throw noService(mode);
        };
    }

    /** CPU time of the mode's service since its start; zero without one, NaN for one that is the user's own. */
    double cpuMillis(Mode mode) {
        if (!mode.isService()) {
            return 0;
        }
        ServerProcess server = started.get(mode);
        return server == null ? Double.NaN : ProcessHandle.of(server.pid()).map(ProcessTime::millisOfTree).orElse(Double.NaN);
    }

    @Override
    public void close() {
        crooked.values().forEach(CrookedRedis::close);
        List.copyOf(new ArrayList<>(started.values())).forEach(ServerProcess::close);
    }
}
