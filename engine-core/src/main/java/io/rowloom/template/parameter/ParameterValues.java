package io.rowloom.template.parameter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.template.document.Faults;
import io.rowloom.template.document.Path;
import java.util.Collection;
import java.util.Map;

/** Brings declared parameters and given values together. */
public final class ParameterValues {
    private ParameterValues() {}

    /**
     * The value of every parameter that has one. Those with faulty values have none.
     *
     * @param faults of the template
     * @param complete whether a parameter without a value is a fault
     */
    public static ObjectNode of(Map<String, ParameterSchema> declared, Environment environment, Faults faults, boolean complete) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        environment.parameters().forEach((name, given) -> {
            if (!declared.containsKey(name)) {
                undefined(name, given, declared.keySet());
            }
        });
        for (ParameterSchema parameter : declared.values()) {
            environment.find(parameter.name()).ifPresentOrElse(
                    given -> parameter.read(given.raw(), given.path(), given.faults()).ifPresent(value -> values.set(parameter.name(), value)),
                    () -> parameter.defaultValue().ifPresent(value -> values.set(parameter.name(), value)));
            if (complete && environment.find(parameter.name()).isEmpty() && parameter.defaultValue().isEmpty()) {
                faults.add(Path.of("parameters", parameter.name()), "The Parameter (" + parameter.name() + ") was not provided.",
                        "give it a value, or a default in the template");
            }
        }
        return values;
    }

    private static void undefined(String name, Environment.Given given, Collection<String> declared) {
        given.faults().addUnknownName(given.path(), "The Parameter (" + name + ") was not defined in template.", name, declared);
    }
}
