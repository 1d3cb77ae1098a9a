package io.rowloom.locks;

import io.rowloom.lock.LockKey;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** {@code memory:name}: all that are opened with one name in this process exclude each other. Nothing can be lost. */
final class MemoryLocks implements TellingService {
    private static final Map<String, Map<LockKey, MemoryLocks>> SPACES = new ConcurrentHashMap<>();

    private final Map<LockKey, MemoryLocks> holders;

    MemoryLocks(String name) {
        this.holders = SPACES.computeIfAbsent(name, _ -> new ConcurrentHashMap<>());
    }

    @Override
    public boolean take(LockKey key) {
        return holders.putIfAbsent(key, this) == null;
    }

    @Override
    public void give(LockKey key) {
        holders.remove(key, this);
    }

    @Override
    public boolean extend(LockKey key) {
        return sure(key);
    }

    @Override
    public Set<LockKey> beat(Set<LockKey> held) {
        return Set.of();
    }

    @Override
    public boolean sure(LockKey key) {
        return holders.get(key) == this;
    }

    @Override
    public Set<LockKey> taken(Set<LockKey> keys) {
        return keys.stream().filter(holders::containsKey).collect(Collectors.toSet());
    }

    @Override
    public void close() {
        holders.values().removeIf(holder -> holder == this);
    }
}
