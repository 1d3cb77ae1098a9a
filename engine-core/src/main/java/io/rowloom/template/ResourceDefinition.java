package io.rowloom.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.problem.Problems;
import io.rowloom.template.document.Faults;
import io.rowloom.template.document.Path;
import io.rowloom.template.property.Properties;
import io.rowloom.template.rule.ResourceRules;
import io.rowloom.value.Fingerprint;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/** A resource of an accepted template. Immutable, thread-safe. */
public final class ResourceDefinition {
    private final Template.Resource declaration;
    private final ResourceRules rules;
    private final Resolver resolver;
    private final Optional<String> externalId;
    private final Set<String> dependencies;
    private final String definitionHash;

    ResourceDefinition(Template.Resource declaration, ResourceRules rules, Resolver resolver, Fingerprint fingerprint) {
        Uses uses = Uses.of(declaration);
        this.declaration = declaration;
        this.rules = rules;
        this.resolver = resolver;
        this.dependencies = Collections.unmodifiableSortedSet(uses.resources());
        this.externalId = ExternalId.of(declaration, resolver.parameters());
        this.definitionHash = DefinitionHash.of(declaration, externalId, rules.hooks(), uses.parameters(), resolver.parameters(), fingerprint);
    }

    public String name() {
        return declaration.name();
    }

    public String type() {
        return declaration.type();
    }

    /** The resources that must be there first: explicit and by reference, sorted. */
    public Set<String> dependencies() {
        return dependencies;
    }

    /** What a template says of a resource that is not the stack's does not count. */
    public DeletionPolicy deletionPolicy() {
        return externalId.isPresent() ? DeletionPolicy.EXTERNAL : declaration.deletionPolicy();
    }

    /** The physical id of what is there already and not the stack's. Such a resource is looked at and referred to, and neither made, changed nor deleted. */
    public Optional<String> externalId() {
        return externalId;
    }

    /** What comes first when it has to be replaced. */
    public ReplacementOrder replacement() {
        return declaration.replacement();
    }

    /** How the environment wants it to be handled. */
    public ResourceRules rules() {
        return rules;
    }

    /**
     * Equal for equal definitions: type, external id, properties before they are resolved, metadata, explicit dependencies, deletion policy, order of a replacement, hooks,
     * and the values of
     * the parameters that are used. So a changed parameter changes only the definitions that use it. What other resources are does not count. A change that leaves
     * the resolved properties as they are, of a hook, say, brings no call: the row learns of it when its node is cut off.
     */
    public String definitionHash() {
        return definitionHash;
    }

    /**
     * The properties as the resource type gets them: references resolved, coerced, checked, with defaults. May contain
     * {@link io.rowloom.value.Secret}s. With an external id, required ones may be missing. For a type that {@code types} does not know, only resolved; none for a placeholder. Heat resolves and checks
     * at the same point.
     *
     * @throws io.rowloom.problem.InvalidInputException if a resolved value does not fit; with every fault, but without line and column
     */
    public ObjectNode resolve(References references, ResourceTypes types) {
        Path at = Path.of("resources", name(), ResourceParser.PROPERTIES);
        ObjectNode resolved = (ObjectNode) resolver.resolve(at, declaration.properties(), references);
        return types.find(type()).map(type -> {
            if (type.placeholder()) {
                return resolved.objectNode();
            }
            Problems problems = new Problems();
            Faults faults = Faults.unlocated(problems);
            ObjectNode properties = (externalId.isPresent() ? Properties.optional(faults) : new Properties(faults)).conform(resolved, type.schema().properties(), at);
            problems.throwIfAny();
            return properties;
        }).orElse(resolved);
    }
}
