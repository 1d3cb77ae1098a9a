package io.rowloom.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.ResourceTypes;
import java.util.Set;

/** A resource of an accepted template. Immutable, thread-safe. */
public final class ResourceDefinition {
    private final String name;
    private final String type;
    private final Set<String> dependencies;
    private final DeletionPolicy deletionPolicy;
    private final String definitionHash;

    ResourceDefinition(String name, String type, Set<String> dependencies, DeletionPolicy deletionPolicy, String definitionHash) {
        this.name = name;
        this.type = type;
        this.dependencies = dependencies;
        this.deletionPolicy = deletionPolicy;
        this.definitionHash = definitionHash;
    }

    public String name() {
        return name;
    }

    public String type() {
        return type;
    }

    /** Explicit and by reference, sorted. */
    public Set<String> dependencies() {
        return dependencies;
    }

    public DeletionPolicy deletionPolicy() {
        return deletionPolicy;
    }

    public String definitionHash() {
        return definitionHash;
    }

    public ObjectNode resolve(References references, ResourceTypes types) {
        throw new UnsupportedOperationException("not written yet");
    }
}
