package io.rowloom.template;

import io.rowloom.plugin.ResourceTypes;
import io.rowloom.plugin.TypeSchema;
import io.rowloom.template.document.Faults;
import io.rowloom.template.document.Path;
import io.rowloom.template.document.Path.Step;
import io.rowloom.template.expression.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks that the names which expressions use exist. Messages are Heat's. */
record ReferenceCheck(Template template, ResourceTypes types, Faults faults) implements Scope {
    private static final String SHOW = "show";

    @Override
    public void parameter(Path at, String name) {
        if (!template.parameters().containsKey(name) && !PseudoParameters.ALL.contains(name)) {
            faults.addUnknownName(at, "The Parameter (" + name + ") was not provided.", name, template.parameters().keySet());
        }
    }

    @Override
    public void resource(Path at, String name) {
        if (!template.resources().containsKey(name)) {
            unknownResource(at, name, place(at));
        }
    }

    @Override
    public void attribute(Path at, String resource, String attribute) {
        if (!template.resources().containsKey(resource)) {
            unknownResource(at, resource, place(at));
            return;
        }
        Optional<TypeSchema> schema = types.find(template.resources().get(resource).type())
                .filter(type -> !type.placeholder()).map(type -> type.schema());
        if (schema.isPresent() && !attribute.equals(SHOW) && !schema.get().attributes().containsKey(attribute)) {
            Set<String> known = schema.get().attributes().keySet();
            faults.addUnknownName(at, "The Referenced Attribute (" + resource + " " + attribute + ") is incorrect.", attribute, known);
        }
    }

    void dependsOn(Template.Resource resource) {
        Path at = Path.of("resources", resource.name(), ResourceParser.DEPENDS_ON);
        resource.dependsOn().stream().filter(name -> !template.resources().containsKey(name))
                .forEach(name -> unknownResource(at, name, resource.name()));
    }

    private void unknownResource(Path at, String name, String place) {
        faults.addUnknownName(at, "The specified reference \"" + name + "\" (in " + place + ") is incorrect.", name, template.resources().keySet());
    }

    /** {@code resources.a.properties.value.get_attr} is called {@code a.Properties.value} in Heat's message. */
    private static String place(Path at) {
        List<Step> steps = new ArrayList<>(at.steps());
        steps.removeFirst();
        steps.removeLast();
        if (steps.size() > 1 && steps.get(1) instanceof Step.Key(var section)) {
            steps.set(1, new Step.Key(Character.toUpperCase(section.charAt(0)) + section.substring(1)));
        }
        return Path.show(steps);
    }
}
