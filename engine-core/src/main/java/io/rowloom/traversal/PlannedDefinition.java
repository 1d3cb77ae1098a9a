package io.rowloom.traversal;

import com.google.common.collect.Maps;
import io.rowloom.template.Blueprint;
import io.rowloom.template.ReplacementOrder;
import java.util.Map;
import java.util.Set;

/** What planning needs of a resource in the target. {@code dependencies}: names, all of them in the target. */
public record PlannedDefinition(String name, String type, String hash, Set<String> dependencies, ReplacementOrder replacement) {
    /** Whose copies may exist side by side. */
    public PlannedDefinition(String name, String type, String hash, Set<String> dependencies) {
        this(name, type, hash, dependencies, ReplacementOrder.CREATE_FIRST);
    }

    /** All resources of a target, by name. */
    public static Map<String, PlannedDefinition> all(Blueprint target) {
        return Maps.transformValues(target.resources(), r -> new PlannedDefinition(r.name(), r.type(), r.definitionHash(), r.dependencies(), r.replacement()));
    }
}
