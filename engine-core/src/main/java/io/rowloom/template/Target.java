package io.rowloom.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.template.rule.RuleBook;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a stack shall become, in the self-contained form that is stored: an accepted template and the values of all its parameters.
 *
 * <p>Guarantee: {@link Blueprint#of} reads it again, also after a store sealed and unsealed its secrets. Hidden parameters' values and defaults
 * are {@link io.rowloom.value.Secret}s. A literal in a template's properties is no secret, whatever the property.
 *
 * @param document {@code {"template": …, "parameters": {…}, "given": {"parameters": {…}, "parameter_defaults": {…}}, "rules": {…}}}, the last one only where
 *     there are any; for an adopt also {@code "adopt": {NAME: {"id": …, "outputs": {…}}}}; never changed after it was made
 */
public record Target(ObjectNode document) {
    static final String TEMPLATE = "template";
    static final String PARAMETERS = "parameters";
    static final String GIVEN = "given";
    static final String RULES = "rules";
    private static final String ADOPT = "adopt";
    private static final String ID = "id";
    private static final String OUTPUTS = "outputs";

    /** The template as the user wrote it, functions unresolved. */
    public ObjectNode template() {
        return (ObjectNode) document.required(TEMPLATE);
    }

    /** The value of every parameter that is declared, defaults included. */
    public ObjectNode parameters() {
        return (ObjectNode) document.required(PARAMETERS);
    }

    /**
     * What the user gave, in Heat's form of an environment: values of declared parameters as they were written, secrets marked, and rules. What has its default from
     * the template is not in it. A target that was stored before this was kept apart counts all values as given.
     */
    public ObjectNode environment() {
        ObjectNode environment = document.objectNode();
        environment.setAll(document.get(GIVEN) instanceof ObjectNode given ? given : document.objectNode().set(PARAMETERS, parameters()));
        if (!rules().isEmpty()) {
            environment.putObject("resource_registry").set("resources", rules().resources());
        }
        return environment;
    }

    /** The same target, which also says what is there already. Only a stack's adopt looks at that. */
    public Target adopting(Map<String, Adoption> adoptions) {
        ObjectNode all = document.objectNode();
        new TreeMap<>(adoptions).forEach((name, adoption) -> all.putObject(name).put(ID, adoption.physicalId()).set(OUTPUTS, adoption.outputs()));
        ObjectNode copy = document.objectNode().setAll(document);
        return new Target(copy.set(ADOPT, all));
    }

    /** By the names of resources. */
    Map<String, Adoption> adoptions() {
        Map<String, Adoption> found = new TreeMap<>();
        document.path(ADOPT).properties().forEach(e -> found.put(e.getKey(), new Adoption(e.getValue().required(ID).asText(), (ObjectNode) e.getValue().required(OUTPUTS))));
        return found;
    }

    /** How its resources are handled. */
    public RuleBook rules() {
        return document.get(RULES) instanceof ObjectNode rules ? new RuleBook(rules) : RuleBook.EMPTY;
    }
}
