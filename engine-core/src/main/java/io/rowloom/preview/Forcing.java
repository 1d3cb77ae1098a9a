package io.rowloom.preview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.UpdatePolicy;
import io.rowloom.value.Secrets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Which properties are it that ask for more than a change in place: asks the resource type about each change alone. Pure. */
final class Forcing {
    private Forcing() {}

    /** Names of properties. When none does it alone: those without which it would be less; when that is none either: all that changed. */
    static Set<String> of(ResourceType type, ObjectNode before, ObjectNode after) {
        ObjectNode was = (ObjectNode) Secrets.reveal(before);
        ObjectNode now = (ObjectNode) Secrets.reveal(after);
        Set<String> changed = changed(was, now);
        try {
            UpdatePolicy policy = type.onChange(was, now);
            Set<String> alone = which(changed, name -> type.onChange(was, with(was, name, now)) == policy);
            Set<String> needed = alone.isEmpty() ? which(changed, name -> type.onChange(was, with(now, name, was)) != policy) : alone;
            return policy == UpdatePolicy.IN_PLACE ? Set.of() : needed.isEmpty() ? changed : needed;
        } catch (RuntimeException _) {
            // a value that was made up for an unknown one
            return changed;
        }
    }

    private static Set<String> changed(ObjectNode was, ObjectNode now) {
        Set<String> names = new TreeSet<>();
        was.fieldNames().forEachRemaining(names::add);
        now.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> was.path(name).equals(now.path(name)));
        return names;
    }

    private static Set<String> which(Set<String> names, Predicate<String> condition) {
        Set<String> found = new LinkedHashSet<>(names);
        found.removeIf(condition.negate());
        return found;
    }

    private static ObjectNode with(ObjectNode tree, String name, ObjectNode from) {
        ObjectNode copy = tree.deepCopy();
        copy.remove(name);
        if (from.has(name)) {
            copy.set(name, from.get(name));
        }
        return copy;
    }
}
