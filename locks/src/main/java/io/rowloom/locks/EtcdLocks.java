package io.rowloom.locks;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.lock.LockKey;
import io.rowloom.lock.LockUrl;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Locks of etcd: a key that exists while our lease lives. One lease holds all of them, so a beat is one request however many there are. */
final class EtcdLocks implements TellingService {
    private static final String NO_LEASE = "";

    private final EtcdGateway etcd;
    private final LockUrl.Session session;
    private final String prefix;
    private final String token = UUID.randomUUID().toString();
    private final Set<LockKey> taken = ConcurrentHashMap.newKeySet();
    /** etcd's number of it; it does not fit into a JSON number, so it is a text there. */
    private volatile String lease = NO_LEASE;
    /** On {@link System#nanoTime}. */
    private volatile long leaseUntil;

    EtcdLocks(LockUrl.Service url) {
        this.etcd = new EtcdGateway(url);
        this.session = url.session();
        this.prefix = url.path().isEmpty() ? "rowloom/locks/" : url.path() + "/";
    }

    @Override
    public boolean take(LockKey key) throws ServiceException {
        String under = lease();
        try {
            return takeUnder(under, key);
        } catch (ServiceException e) {
            if (beatLease(under)) {
                throw e;
            }
            return takeUnder(lease(), key); // etcd had forgotten the lease
        }
    }

    private boolean takeUnder(String under, LockKey key) throws ServiceException {
        boolean ours = when(Map.of("key", name(key), "target", "CREATE", "create_revision", "0", "result", "EQUAL"),
                Map.of("request_put", Map.of("key", name(key), "value", base64(token), "lease", under)));
        if (ours) {
            taken.add(key);
        }
        return ours;
    }

    @Override
    public void give(LockKey key) throws ServiceException {
        taken.remove(key);
        when(isOurs(key), Map.of("request_delete_range", Map.of("key", name(key))));
    }

    @Override
    public boolean extend(LockKey key) throws ServiceException {
        beat(Set.of(key));
        return sure(key) && when(isOurs(key), Map.of("request_range", Map.of("key", name(key))));
    }

    @Override
    public Set<LockKey> beat(Set<LockKey> held) throws ServiceException {
        String current = lease;
        return current.equals(NO_LEASE) || beatLease(current) ? Set.of() : held;
    }

    /** All keys under the prefix, since etcd has no question about some of them; at a place for sessions there are no others. */
    @Override
    public Set<LockKey> taken(Set<LockKey> keys) throws ServiceException {
        Set<String> there = new HashSet<>();
        etcd.post("kv/range", Map.of("key", base64(prefix), "range_end", base64(end(prefix)), "keys_only", true)).path("kvs")
                .forEach(kv -> there.add(kv.path("key").asText()));
        return keys.stream().filter(key -> there.contains(name(key))).collect(Collectors.toSet());
    }

    /** The first text after all that begin with the prefix, which ends with a slash. */
    private static String end(String prefix) {
        return prefix.substring(0, prefix.length() - 1) + (char) ('/' + 1);
    }

    @Override
    public boolean sure(LockKey key) {
        return taken.contains(key) && System.nanoTime() - leaseUntil < 0;
    }

    @Override
    public void close() {
        try {
            String last = lease;
            if (!last.equals(NO_LEASE)) {
                etcd.post("lease/revoke", Map.of("ID", last));
            }
        } catch (ServiceException _) {
            // the lease ends by itself
        } finally {
            etcd.close();
        }
    }

    private synchronized String lease() throws ServiceException {
        if (lease.equals(NO_LEASE)) {
            long sent = System.nanoTime();
            JsonNode answer = etcd.post("lease/grant", Map.of("TTL", session.length().toSeconds()));
            leaseUntil = sent + session.length().toNanos();
            lease = answer.path("ID").asText();
        }
        return lease;
    }

    /** @return false: the lease is over, and everything under it lost */
    private synchronized boolean beatLease(String which) throws ServiceException {
        if (!which.equals(lease)) {
            return false;
        }
        long sent = System.nanoTime();
        boolean alive = etcd.post("lease/keepalive", Map.of("ID", which)).path("result").path("TTL").asLong() > 0;
        if (alive) {
            leaseUntil = sent + session.length().toNanos();
        } else {
            lease = NO_LEASE;
            taken.clear();
        }
        return alive;
    }

    private Map<String, String> isOurs(LockKey key) {
        return Map.of("key", name(key), "target", "VALUE", "value", base64(token), "result", "EQUAL");
    }

    private boolean when(Map<String, ?> condition, Map<String, ?> then) throws ServiceException {
        return etcd.post("kv/txn", Map.of("compare", List.of(condition), "success", List.of(then))).path("succeeded").asBoolean();
    }

    private String name(LockKey key) {
        return base64(prefix + key.text());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
