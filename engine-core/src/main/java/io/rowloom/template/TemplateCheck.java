package io.rowloom.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.template.document.Faults;
import io.rowloom.template.document.MapReader;
import io.rowloom.template.document.Path;
import io.rowloom.template.expression.Expression;
import io.rowloom.template.expression.ResolveException;
import io.rowloom.template.expression.Unknown;
import io.rowloom.template.property.Properties;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.Set;

/** Finds what is wrong with a template that could be read: names, types, cycles, and the values that are known before there are resources. */
final class TemplateCheck {
    private final Template template;
    private final ResourceTypes types;
    private final Faults faults;
    private final ReferenceCheck references;
    private final ObjectNode parameters;
    private final PreviewValues values;

    TemplateCheck(Template template, ResourceTypes types, ObjectNode parameters, Faults faults) {
        this.template = template;
        this.types = types;
        this.faults = faults;
        this.references = new ReferenceCheck(template, types, faults);
        this.parameters = parameters;
        this.values = new PreviewValues(parameters);
    }

    void run() {
        template.resources().values().forEach(this::resource);
        template.outputs().values().forEach(output -> {
            Path at = Path.of("outputs", output.name(), "value");
            output.value().visit(at, references);
            resolve(output.value(), at);
        });
        cycles();
    }

    private void resource(Template.Resource resource) {
        Path at = Path.of("resources", resource.name());
        resource.properties().visit(at.child(ResourceParser.PROPERTIES), references);
        resource.metadata().visit(at.child(ResourceParser.METADATA), references);
        references.dependsOn(resource);
        ExternalId.check(resource, parameters, template.parameters().keySet(), faults);
        resolve(resource.metadata(), at.child(ResourceParser.METADATA));
        JsonNode properties = resolve(resource.properties(), at.child(ResourceParser.PROPERTIES));
        updatePolicy(resource.source().path(ResourceParser.UPDATE_POLICY), at.child(ResourceParser.UPDATE_POLICY));
        Optional<ResourceType> type = types.find(resource.type());
        if (resource.deletionPolicy() == DeletionPolicy.SNAPSHOT && type.filter(known -> !known.keepsSnapshots() && !known.placeholder()).isPresent()) {
            faults.add(at.child(ResourceParser.DELETION_POLICY), resource.type() + " has no snapshots", "take Delete or Retain");
        }
        if (type.isEmpty() && !resource.type().isEmpty()) {
            faults.addUnknownName(at.child(ResourceParser.TYPE), "The Resource Type (" + resource.type() + ") could not be found.",
                    resource.type(), types.all().stream().map(known -> known.schema().name()).toList());
        } else if (type.isPresent() && !type.get().placeholder() && properties instanceof ObjectNode known) {
            (resource.externalId().isPresent() ? Properties.optional(faults) : new Properties(faults)).conform(known, type.get().schema().properties(), at.child(ResourceParser.PROPERTIES));
        }
    }

    /** Only here, and not when the template is read: what earlier versions accepted and ignored must stay readable. */
    private void updatePolicy(JsonNode policy, Path at) {
        if (policy instanceof ObjectNode map) {
            new MapReader(map, at, faults).refuseOthers(List.of(ResourceParser.REPLACEMENT), key -> "update_policy has no \"" + key + "\" here: what it can say is "
                    + ResourceParser.REPLACEMENT);
        }
    }

    private JsonNode resolve(Expression expression, Path at) {
        try {
            return expression.resolve(at, values);
        } catch (ResolveException e) {
            faults.add(e.path(), String.valueOf(e.getMessage()));
            return Unknown.NODE;
        }
    }

    private void cycles() {
        Map<String, Set<String>> requires = new TreeMap<>();
        template.resources().forEach((name, resource) -> requires.put(name, Uses.of(resource).resources()));
        Cycles.in(requires).forEach(cycle ->
                faults.add(Path.of("resources", cycle.getFirst()), "Circular Dependency Found: " + String.join(", ", cycle),
                        cycle.size() == 1 ? "it depends on itself" : "each depends on the next, and the last on the first"));
    }
}
