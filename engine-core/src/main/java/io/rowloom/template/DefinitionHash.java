package io.rowloom.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.template.rule.Hook;
import io.rowloom.value.Fingerprint;
import java.util.Optional;
import java.util.Set;

/** What makes two definitions of a resource the same. */
final class DefinitionHash {
    private DefinitionHash() {}

    static String of(Template.Resource resource, Optional<String> externalId, Set<Hook> hooks, Set<String> usedParameters, ObjectNode values, Fingerprint fingerprint) {
        JsonNode source = resource.source();
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        definition.put(ResourceParser.TYPE, resource.type());
        definition.set(ResourceParser.PROPERTIES, source.get(ResourceParser.PROPERTIES));
        definition.set(ResourceParser.METADATA, source.get(ResourceParser.METADATA));
        definition.put("deletion_policy", resource.deletionPolicy().name());
        if (resource.replacement() != ReplacementOrder.CREATE_FIRST) {
            definition.put(ResourceParser.REPLACEMENT, resource.replacement().word());
        }
        resource.dependsOn().forEach(definition.putArray(ResourceParser.DEPENDS_ON)::add);
        externalId.ifPresent(id -> definition.put(ResourceParser.EXTERNAL_ID, id));
        if (!hooks.isEmpty()) {
            hooks.stream().sorted().forEach(hook -> definition.withArray("hooks").add(hook.word()));
        }
        ObjectNode parameters = definition.putObject("parameters");
        usedParameters.stream().filter(values::has).forEach(name -> parameters.set(name, values.get(name)));
        return fingerprint.of(definition);
    }
}
