package io.rowloom.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.template.document.Path;
import io.rowloom.template.expression.Expression;
import java.util.Collections;
import java.util.Set;

/** An output of an accepted template. Immutable, thread-safe. */
public final class OutputDefinition {
    private final String name;
    private final String description;
    private final Set<String> dependencies;
    private final Expression value;
    private final Resolver resolver;

    OutputDefinition(String name, String description, Set<String> dependencies, Expression value, Resolver resolver) {
        this.name = name;
        this.description = description;
        this.dependencies = Collections.unmodifiableSet(dependencies);
        this.value = value;
        this.resolver = resolver;
    }

    public String name() {
        return name;
    }

    /** Empty when the template has none. */
    public String description() {
        return description;
    }

    /** The resources whose references or attributes the value uses. */
    public Set<String> dependencies() {
        return dependencies;
    }

    /**
     * May contain {@link io.rowloom.value.Secret}s; null node when an attribute or path is not there.
     *
     * @throws io.rowloom.problem.InvalidInputException if a function cannot work with what it got
     */
    public JsonNode resolve(References references) {
        return resolver.resolve(Path.of("outputs", name, "value"), value, references);
    }
}
