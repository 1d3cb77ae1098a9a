package io.rowloom.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Maps;
import io.rowloom.problem.Problems;
import io.rowloom.template.document.Faults;
import io.rowloom.template.document.MapReader;
import io.rowloom.template.document.Path;
import io.rowloom.template.expression.ExpressionParser;
import io.rowloom.template.expression.Literal;
import io.rowloom.template.expression.Unknown;
import io.rowloom.template.parameter.ParameterParser;
import io.rowloom.template.parameter.ParameterSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the tree of a template, fresh from a text or from a store. */
final class TemplateParser {
    private static final List<String> SECTIONS =
            List.of(HotVersion.KEY, "description", "parameters", "parameter_groups", "resources", "outputs", "conditions");

    private final Faults faults;
    private final ExpressionParser expressions;

    TemplateParser(Faults faults) {
        this.faults = faults;
        this.expressions = new ExpressionParser(faults);
    }

    /** Empty, with faults, when the tree is no template at all. */
    Optional<Template> parse(JsonNode tree) {
        return parse(tree, this::resources);
    }

    /** The same of one that was accepted. Its resources are read anew each time that they are asked for, and may fail then, as {@link #read}. */
    Optional<Template> parseAccepted(JsonNode tree) {
        return parse(tree, TemplateParser::resourcesOnDemand);
    }

    private Optional<Template> parse(JsonNode tree, Function<MapReader, Map<String, Template.Resource>> resources) {
        return MapReader.of(tree, Path.ROOT, faults).filter(this::hasVersion).map(root -> {
            root.refuseOthers(SECTIONS, section -> "The template section is invalid: " + section);
            if (root.value("conditions").filter(conditions -> !conditions.isEmpty()).isPresent()) {
                faults.add(Path.of("conditions"), "conditions are not supported yet");
            }
            Map<String, ParameterSchema> parameters = ParameterParser.parse(root.section("parameters"));
            new ParameterGroups(parameters.keySet(), faults).check(root);
            return new Template(root.text("description"), parameters, resources.apply(root.section("resources")), outputs(root.section("outputs")));
        });
    }

    private boolean hasVersion(MapReader root) {
        if (root.value(HotVersion.KEY).isEmpty()) {
            boolean cloudFormation = root.map().has("AWSTemplateFormatVersion") || root.map().has("HeatTemplateFormatVersion");
            faults.add(Path.ROOT, "Template format version not found.", cloudFormation
                    ? "this is a CloudFormation template; only HOT is supported" : "begin the template with " + HotVersion.KEY + ": 2021-04-16");
            return false;
        }
        HotVersion.fault(root.text(HotVersion.KEY)).ifPresent(message -> faults.add(Path.of(HotVersion.KEY), message));
        return true;
    }

    private Map<String, Template.Resource> resources(MapReader section) {
        ResourceParser parser = new ResourceParser(expressions, faults);
        Map<String, Template.Resource> resources = new LinkedHashMap<>();
        section.map().properties().forEach(entry ->
                resources.put(entry.getKey(), parser.parse(entry.getKey(), entry.getValue(), section.path().child(entry.getKey()))));
        return resources;
    }

    private static Map<String, Template.Resource> resourcesOnDemand(MapReader section) {
        Map<String, JsonNode> trees = new LinkedHashMap<>();
        section.map().properties().forEach(entry -> trees.put(entry.getKey(), entry.getValue()));
        return Maps.transformEntries(trees, (name, tree) -> read(name, tree, section.path().child(name)));
    }

    /** @throws io.rowloom.problem.InvalidInputException if this version cannot read it */
    private static Template.Resource read(String name, JsonNode tree, Path at) {
        Problems problems = new Problems();
        Faults faults = Faults.unlocated(problems);
        Template.Resource resource = new ResourceParser(new ExpressionParser(faults), faults).parse(name, tree, at);
        problems.throwIfAny();
        return resource;
    }

    private Map<String, Template.Output> outputs(MapReader section) {
        Map<String, Template.Output> outputs = new LinkedHashMap<>();
        section.forEachMap((name, output) -> {
            output.refuseOthers(List.of("value", "description", "condition"), key -> "Invalid key '" + key + "' in output " + name);
            if (output.map().has("condition")) {
                faults.add(output.path().child("condition"), "condition is not supported yet");
            }
            if (!output.map().has("value")) {
                faults.add(output.path(), "Each output must contain a value key.");
            }
            JsonNode value = output.map().has("value") ? output.map().get("value") : Unknown.NODE;
            outputs.put(name, new Template.Output(name, output.text("description"),
                    Unknown.is(value) ? new Literal(value) : expressions.parse(value, output.path().child("value"))));
        });
        return outputs;
    }
}
