package io.rowloom.traversal;

import com.google.common.collect.Maps;
import io.rowloom.template.Blueprint;
import java.util.Map;
import java.util.Set;

/** What planning needs of a resource in the target. {@code dependencies}: names, all of them in the target. */
public record PlannedDefinition(String name, String type, String hash, Set<String> dependencies) {

    /** All resources of a target, by name. */
    public static Map<String, PlannedDefinition> all(Blueprint target) {
        return Maps.transformValues(target.resources(), r -> new PlannedDefinition(r.name(), r.type(), r.definitionHash(), r.dependencies()));
    }
}
