package io.rowloom.dump;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.problem.Problems;
import io.rowloom.stack.Tags;
import io.rowloom.template.Adoption;
import io.rowloom.template.Blueprint;
import io.rowloom.template.ResourceDefinition;
import io.rowloom.template.Target;
import io.rowloom.template.TemplateInput;
import io.rowloom.template.TemplateSource;
import io.rowloom.template.Templates;
import io.rowloom.template.document.Document;
import io.rowloom.template.document.Faults;
import io.rowloom.template.document.MapReader;
import io.rowloom.template.document.Path;
import io.rowloom.value.Fingerprint;
import io.rowloom.value.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads dumps that stacks are made of. A value that was masked counts as not told: a parameter must then be given anew. Not thread-safe.
 */
public final class DumpReader {
    /**
     * What a user hands in for an adopt.
     *
     * @param dump JSON or YAML
     * @param template instead of the dump's
     * @param environments after the dump's; later ones win
     */
    public record Input(TemplateSource dump, Optional<TemplateSource> template, List<TemplateSource> environments, Map<String, String> parameters) {}

    /** What a dump comes to, and the tags of the stack that it is of. */
    public record Accepted(Target target, Tags tags) {}

    private final Input input;
    private final ResourceTypes types;
    private final Problems problems = new Problems();

    private DumpReader(Input input, ResourceTypes types) {
        this.input = input;
        this.types = types;
    }

    /**
     * A stack that adopts what the dump names, and makes what it does not.
     *
     * @throws InvalidInputException with every fault that was found, in the dump and in the template
     */
    public static Accepted accept(Input input, ResourceTypes types) {
        DumpReader reader = new DumpReader(input, types);
        Optional<Accepted> accepted = Document.read(input.dump().name(), input.dump().text(), reader.problems).flatMap(reader::read);
        reader.problems.throwIfAny();
        return accepted.orElseThrow(() -> new IllegalStateException("a dump was refused without a reason"));
    }

    private Optional<Accepted> read(Document document) {
        Faults faults = document.faults(problems);
        return MapReader.of(document.tree(), Path.ROOT, faults).flatMap(root -> {
            Map<String, MapReader> resources = new TreeMap<>();
            root.section(Dump.RESOURCES).forEachMap(resources::put);
            if (root.value(Dump.RESOURCES).isEmpty()) {
                faults.add(Path.ROOT, "this is no dump of a stack: it has no resources", "give what 'rowloom stack export' or 'rowloom stack abandon' printed");
            }
            SortedMap<String, Adoption> adoptions = new TreeMap<>();
            resources.forEach((name, resource) -> adoption(resource).ifPresent(adoption -> adoptions.put(name, adoption)));
            return accepted(root).map(target -> {
                Map<String, ResourceDefinition> definitions = Blueprint.of(target, types, Fingerprint.unkeyed()).resources();
                resources.forEach((name, resource) -> compare(name, resource, definitions));
                return new Accepted(target.adopting(adoptions), Tags.of(root.list(Dump.TAGS).stream().map(JsonNode::asText).toList(), Dump.TAGS, problems));
            });
        });
    }

    /** Empty for a resource that is still to be made. */
    private Optional<Adoption> adoption(MapReader resource) {
        Optional<ResourceType> type = types.find(resource.text(Dump.TYPE));
        if (type.isEmpty()) {
            resource.faults().addUnknownName(resource.path().child(Dump.TYPE), "The Resource Type (" + resource.text(Dump.TYPE) + ") could not be found.",
                    resource.text(Dump.TYPE), types.all().stream().map(known -> known.schema().name()).toList());
        }
        Optional<JsonNode> id = resource.value(Dump.RESOURCE_ID);
        if (id.isPresent() && !id.get().isTextual()) {
            resource.faults().add(resource.path().child(Dump.RESOURCE_ID), "must be a text, not " + MapReader.kind(id.get()));
        }
        ObjectNode data = resource.section(Dump.RESOURCE_DATA).map();
        return id.map(JsonNode::asText).filter(text -> !text.isEmpty()).flatMap(text -> type.map(known -> new Adoption(text, outputs(data, known))));
    }

    /** Those that the type's schema has; a masked one is not known. */
    private static ObjectNode outputs(ObjectNode data, ResourceType type) {
        ObjectNode outputs = JsonNodeFactory.instance.objectNode();
        type.schema().attributes().forEach((name, attribute) -> {
            if (data.has(name) && !masked(data.get(name))) {
                outputs.set(name, attribute.sensitive() ? Secret.of(data.get(name)) : data.get(name));
            }
        });
        return outputs;
    }

    private Optional<Target> accepted(MapReader root) {
        Optional<TemplateSource> template = input.template().or(() -> template(root));
        List<TemplateSource> environments = new ArrayList<>();
        environments.add(new TemplateSource("environment of " + input.dump().name(), environment(root).toString()));
        environments.addAll(input.environments());
        return template.flatMap(source -> {
            try {
                return Optional.of(Templates.accept(new TemplateInput(source, environments, input.parameters()), types));
            } catch (InvalidInputException e) {
                problems.addAll(e.problems());
                return Optional.empty();
            }
        });
    }

    private Optional<TemplateSource> template(MapReader root) {
        ObjectNode template = root.section(Dump.TEMPLATE).map().deepCopy();
        if (template.isEmpty()) {
            root.faults().add(Path.of(Dump.TEMPLATE), "the dump has no template", "give one with -t");
            return Optional.empty();
        }
        template.path(Dump.PARAMETERS).forEach(parameter -> {
            if (parameter instanceof ObjectNode declaration && masked(declaration.path("default"))) {
                declaration.remove("default");
            }
        });
        return Optional.of(new TemplateSource("template of " + input.dump().name(), template.toString()));
    }

    private static ObjectNode environment(MapReader root) {
        ObjectNode environment = root.section(Dump.ENVIRONMENT).map().deepCopy();
        for (String section : List.of(Dump.PARAMETERS, Dump.PARAMETER_DEFAULTS)) {
            if (environment.path(section) instanceof ObjectNode parameters) {
                parameters.properties().removeIf(parameter -> masked(parameter.getValue()));
            }
        }
        return environment;
    }

    private static boolean masked(JsonNode value) {
        return value.isTextual() && value.textValue().equals(Secret.MASK);
    }

    private static void compare(String name, MapReader resource, Map<String, ResourceDefinition> definitions) {
        Optional<ResourceDefinition> definition = Optional.ofNullable(definitions.get(name));
        if (definition.isEmpty()) {
            resource.faults().addUnknownName(resource.path(), "the template has no resource " + name, name, definitions.keySet());
        }
        definition.filter(found -> !found.type().equals(resource.text(Dump.TYPE))).ifPresent(found -> resource.faults().add(resource.path().child(Dump.TYPE),
                "the template has " + found.type() + " under this name, the dump has " + resource.text(Dump.TYPE)));
    }
}
