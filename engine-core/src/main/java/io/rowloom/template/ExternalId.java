package io.rowloom.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.template.document.Faults;
import io.rowloom.template.document.Path;
import io.rowloom.template.expression.Expression;
import io.rowloom.template.expression.ResolveException;
import io.rowloom.template.expression.Unknown;
import io.rowloom.value.Secret;
import java.util.Optional;
import java.util.Set;

/** The id of what a resource refers to without making it. It follows from the parameters alone, so that a plan can be made with it. */
final class ExternalId {
    private ExternalId() {}

    /** Of a template that was checked; empty for a resource that is the stack's own. */
    static Optional<String> of(Template.Resource resource, ObjectNode parameters) {
        return resource.externalId().map(id -> resolve(id, at(resource), parameters).asText());
    }

    static void check(Template.Resource resource, ObjectNode parameters, Set<String> declared, Faults faults) {
        Path at = at(resource);
        resource.externalId().ifPresent(id -> {
            Uses uses = new Uses();
            id.visit(at, uses);
            if (!uses.resources().isEmpty()) {
                faults.add(at, "external_id must not depend on another resource");
            }
            uses.parameters().stream().filter(name -> !declared.contains(name)).forEach(name ->
                    faults.addUnknownName(at, PseudoParameters.ALL.contains(name) ? "external_id cannot be made of " + name : "The Parameter (" + name + ") was not provided.", name, declared));
            try {
                JsonNode value = resolve(id, at, parameters);
                if (Secret.isSecret(value)) {
                    faults.add(at, "external_id must not be a secret: ids are shown", "take a parameter that is not hidden");
                } else if (!Unknown.in(value) && (!value.isTextual() || value.asText().isBlank())) {
                    faults.add(at, "external_id must be a text, and not an empty one");
                }
            } catch (ResolveException e) {
                faults.add(e.path(), String.valueOf(e.getMessage()));
            }
        });
    }

    private static JsonNode resolve(Expression id, Path at, ObjectNode parameters) {
        return id.resolve(at, new PreviewValues(parameters));
    }

    private static Path at(Template.Resource resource) {
        return Path.of("resources", resource.name(), ResourceParser.EXTERNAL_ID);
    }
}
