package io.rowloom.traversal;

import com.google.common.collect.Maps;
import io.rowloom.template.Blueprint;
import io.rowloom.template.ReplacementOrder;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What planning needs of a resource in the target.
 *
 * @param dependencies names, all of them in the target
 * @param externalId of what is there already and not the stack's
 */
public record PlannedDefinition(String name, String type, String hash, Set<String> dependencies, ReplacementOrder replacement, Optional<String> externalId) {
    /** Of a resource that is the stack's own, and whose copies may exist side by side. */
    public PlannedDefinition(String name, String type, String hash, Set<String> dependencies) {
        this(name, type, hash, dependencies, ReplacementOrder.CREATE_FIRST);
    }

    /** Of a resource that is the stack's own. */
    public PlannedDefinition(String name, String type, String hash, Set<String> dependencies, ReplacementOrder replacement) {
        this(name, type, hash, dependencies, replacement, Optional.empty());
    }

    /** All resources of a target, by name. */
    public static Map<String, PlannedDefinition> all(Blueprint target) {
        return Maps.transformValues(target.resources(),
                r -> new PlannedDefinition(r.name(), r.type(), r.definitionHash(), r.dependencies(), r.replacement(), r.externalId()));
    }
}
