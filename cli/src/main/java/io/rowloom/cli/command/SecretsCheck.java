package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.plugin.TypeSchema;
import io.rowloom.problem.Problem;
import io.rowloom.problem.Problems;
import io.rowloom.template.Target;
import io.rowloom.value.Secrets;
import java.util.Optional;

/** Finds what cannot be stored in a database without a secrets key, before anything is written. */
final class SecretsCheck {
    private static final String ADVICE =
            "run 'rowloom config generate-key', and give the key to every process of this database, as secrets.key or secrets.key-file";

    private SecretsCheck() {}

    /**
     * Guarantee: no part of an accepted target is or makes a secret, as far as the types' schemas tell.
     *
     * @throws io.rowloom.problem.InvalidInputException with everything that is secret
     */
    static void none(Target target, ResourceTypes types) {
        Problems problems = new Problems();
        if (Secrets.contains(target.document())) {
            problems.add(Problem.at("", "the template has secrets (hidden parameters), and there is no key to seal them with").advise(ADVICE));
        }
        target.template().path("resources").properties().forEach(resource -> types.find(resource.getValue().path("type").asText())
                .filter(type -> !type.placeholder()).map(ResourceType::schema)
                .flatMap(schema -> secret(schema, resource.getValue().path("properties")))
                .ifPresent(what -> problems.add(Problem.at("resources." + resource.getKey(), what + ", and there is no key to seal it with").advise(ADVICE))));
        problems.throwIfAny();
    }

    private static Optional<String> secret(TypeSchema schema, JsonNode given) {
        Optional<String> attribute = schema.attributes().entrySet().stream().filter(a -> a.getValue().sensitive()).findFirst()
                .map(a -> "the attribute '" + a.getKey() + "' of " + schema.name() + " is a secret");
        return attribute.or(() -> schema.properties().entrySet().stream()
                .filter(p -> given.has(p.getKey()) || p.getValue().defaultValue().isPresent()).filter(p -> sensitive(p.getValue())).findFirst()
                .map(p -> "the property '" + p.getKey() + "' of " + schema.name() + " is a secret"));
    }

    private static boolean sensitive(PropertySchema schema) {
        return schema.sensitive() || schema.fields().values().stream().anyMatch(SecretsCheck::sensitive)
                || schema.item().filter(SecretsCheck::sensitive).isPresent();
    }
}
