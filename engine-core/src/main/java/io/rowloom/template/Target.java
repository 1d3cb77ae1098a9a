package io.rowloom.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.template.rule.RuleBook;

/**
 * What a stack shall become, in the self-contained form that is stored: an accepted template and the values of all its parameters.
 *
 * <p>Guarantee: {@link Blueprint#of} reads it again, also after a store sealed and unsealed its secrets. Hidden parameters' values and defaults
 * are {@link io.rowloom.value.Secret}s. A literal in a template's properties is no secret, whatever the property.
 *
 * @param document {@code {"template": …, "parameters": {…}, "rules": {…}}}, the last one only where there are any; never changed after it was made
 */
public record Target(ObjectNode document) {
    static final String TEMPLATE = "template";
    static final String PARAMETERS = "parameters";
    static final String RULES = "rules";

    /** The template as the user wrote it, functions unresolved. */
    public ObjectNode template() {
        return (ObjectNode) document.required(TEMPLATE);
    }

    /** The value of every parameter that is declared, defaults included. */
    public ObjectNode parameters() {
        return (ObjectNode) document.required(PARAMETERS);
    }

    /** How its resources are handled. */
    public RuleBook rules() {
        return document.get(RULES) instanceof ObjectNode rules ? new RuleBook(rules) : RuleBook.EMPTY;
    }
}
