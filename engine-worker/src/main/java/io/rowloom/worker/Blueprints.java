package io.rowloom.worker;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.store.Targets;
import io.rowloom.template.Blueprint;
import io.rowloom.value.Fingerprint;
import java.util.Optional;

/** Stored targets as blueprints, each read once while it is in use. Thread-safe. */
public final class Blueprints {
    private static final int KEPT = 64;
    private final Cache<String, Blueprint> cache = CacheBuilder.newBuilder().maximumSize(KEPT).build();
    private final Targets targets;
    private final ResourceTypes types;
    private final Fingerprint fingerprint;

    public Blueprints(Targets targets, ResourceTypes types, Fingerprint fingerprint) {
        this.targets = targets;
        this.types = types;
        this.fingerprint = fingerprint;
    }

    /**
     * Empty when no such target is stored.
     *
     * @throws io.rowloom.problem.InvalidInputException when this version cannot read it
     */
    public Optional<Blueprint> find(String hash) {
        Optional<Blueprint> cached = Optional.ofNullable(cache.getIfPresent(hash));
        if (cached.isPresent()) {
            return cached;
        }
        Optional<Blueprint> made = targets.find(hash).map(target -> Blueprint.of(target, types, fingerprint));
        made.ifPresent(blueprint -> cache.put(hash, blueprint));
        return made;
    }
}
