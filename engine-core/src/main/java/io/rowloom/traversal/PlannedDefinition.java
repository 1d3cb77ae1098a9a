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
    /** All resources of a target, by name. */
    public static Map<String, PlannedDefinition> all(Blueprint target) {
        return Maps.transformValues(target.resources(),
                r -> new PlannedDefinition(r.name(), r.type(), r.definitionHash(), r.dependencies(), r.replacement(), r.externalId()));
    }
}
