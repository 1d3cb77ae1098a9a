package io.rowloom.locks;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.rowloom.lock.LockKey;
import io.rowloom.lock.LockUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Locks of one Redis server: a key with our token that expires with the session, renewed at each beat. A failover to a replica may grant a lock
 * twice, since Redis replicates later; for a hint that will do.
 */
final class RedisLocks implements TellingService {
    private static final String GIVE = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";
    /** Answers the places of those that are not ours. */
    private static final String EXTEND = """
            local lost = {}
            for i, key in ipairs(KEYS) do
              if redis.call('get', key) == ARGV[1] then redis.call('pexpire', key, ARGV[2]) else lost[#lost + 1] = i end
            end
            return lost""";

    private final RedisClient client;
    private final LockUrl.Session session;
    private final String what;
    private final String token = UUID.randomUUID().toString();
    /** On {@link System#nanoTime}. */
    private final Map<LockKey, Long> oursUntil = new ConcurrentHashMap<>();
    private @Nullable StatefulRedisConnection<String, String> connection;
    private boolean closed;

    /** @throws LockServiceRefusedException for what Redis has no way for */
    RedisLocks(LockUrl.Service url) {
        this.session = url.session();
        this.what = "Redis at " + url.address();
        var options = ClientOptions.builder().maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(session.timeout())).socketOptions(SocketOptions.builder().connectTimeout(session.timeout()).build());
        if (url.tls() instanceof LockUrl.Tls.On tls) {
            options.sslOptions(encrypted(TlsFiles.read(tls)));
        }
        this.client = RedisClient.create(address(url));
        client.setOptions(options.build());
    }

    private static SslOptions encrypted(TlsFiles files) {
        var options = SslOptions.builder().jdkSslProvider();
        files.trusted().ifPresent(options::trustManager);
        files.own().ifPresent(options::keyManager);
        return options.build();
    }

    private static RedisURI address(LockUrl.Service url) {
        if (url.hosts().size() != 1) {
            throw new LockServiceRefusedException("redis:// takes one host: locks over several servers, and Redis Cluster, are not supported");
        }
        if (!url.path().matches("\\d{0,4}")) {
            throw new LockServiceRefusedException("what follows the host of a redis:// is the number of a database");
        }
        var host = url.hosts().getFirst();
        var address = RedisURI.builder().withHost(host.name()).withPort(host.port()).withDatabase(url.path().isEmpty() ? 0 : Integer.parseInt(url.path()))
                .withTimeout(url.session().timeout()).withSsl(url.tls() instanceof LockUrl.Tls.On);
        url.login().ifPresent(login -> {
            if (login.user().isEmpty()) {
                address.withPassword(login.password().toCharArray());
            } else {
                address.withAuthentication(login.user(), login.password().toCharArray());
            }
        });
        return address.build();
    }

    @Override
    public boolean take(LockKey key) throws ServiceException {
        long sent = System.nanoTime();
        boolean ours = ask(redis -> redis.set(name(key), token, SetArgs.Builder.nx().px(session.length()))) != null;
        if (ours) {
            oursUntil.put(key, sent + session.length().toNanos());
        }
        return ours;
    }

    @Override
    public void give(LockKey key) throws ServiceException {
        oursUntil.remove(key);
        ask(redis -> redis.<Long>eval(GIVE, ScriptOutputType.INTEGER, new String[] {name(key)}, token));
    }

    @Override
    public boolean extend(LockKey key) throws ServiceException {
        return beat(Set.of(key)).isEmpty();
    }

    @Override
    public Set<LockKey> beat(Set<LockKey> held) throws ServiceException {
        List<LockKey> keys = new ArrayList<>(held);
        if (keys.isEmpty()) {
            return Set.of();
        }
        long until = System.nanoTime() + session.length().toNanos();
        String[] names = keys.stream().map(RedisLocks::name).toArray(String[]::new);
        List<Long> places = ask(redis -> redis.eval(EXTEND, ScriptOutputType.MULTI, names, token, String.valueOf(session.length().toMillis())));
        Set<LockKey> lost = new HashSet<>();
        places.forEach(place -> lost.add(keys.get((int) (place - 1))));
        lost.forEach(oursUntil::remove);
        keys.forEach(key -> oursUntil.computeIfPresent(key, (_, _) -> until));
        return lost;
    }

    @Override
    public Set<LockKey> taken(Set<LockKey> keys) throws ServiceException {
        List<LockKey> asked = List.copyOf(keys);
        if (asked.isEmpty()) {
            return Set.of();
        }
        var values = ask(redis -> redis.mget(asked.stream().map(RedisLocks::name).toArray(String[]::new)));
        return IntStream.range(0, asked.size()).filter(i -> values.get(i).hasValue()).mapToObj(asked::get).collect(Collectors.toSet());
    }

    @Override
    public boolean sure(LockKey key) {
        Long until = oursUntil.get(key);
        return until != null && System.nanoTime() - until < 0;
    }

    @Override
    public void close() {
        for (LockKey key : Set.copyOf(oursUntil.keySet())) {
            try {
                give(key);
            } catch (ServiceException _) {
                break; // they expire
            }
        }
        synchronized (this) {
            closed = true;
        }
        client.shutdown(Duration.ZERO, session.timeout());
    }

    private static String name(LockKey key) {
        return "rowloom:lock:" + key.text();
    }

    private interface Request<T extends @Nullable Object> {
        T on(RedisCommands<String, String> redis);
    }

    private <T extends @Nullable Object> T ask(Request<T> request) throws ServiceException {
        try {
            return request.on(connected().sync());
        } catch (RedisException e) {
            throw new ServiceException(what, e);
        }
    }

    /** One connection for all, which the client makes anew by itself once there was one. */
    private synchronized StatefulRedisConnection<String, String> connected() throws ServiceException {
        if (closed) {
            throw new ServiceException("closed");
        }
        var open = connection;
        if (open == null) {
            open = client.connect();
            connection = open;
        }
        return open;
    }
}
