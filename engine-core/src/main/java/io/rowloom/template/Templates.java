package io.rowloom.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.problem.Problems;
import io.rowloom.template.document.Document;
import io.rowloom.template.document.Faults;
import io.rowloom.template.parameter.Environment;
import io.rowloom.template.parameter.ParameterSchema;
import io.rowloom.template.parameter.ParameterValues;
import io.rowloom.template.rule.RuleBook;
import io.rowloom.value.Secret;
import io.rowloom.value.Secrets;
import java.util.Collection;
import java.util.Optional;

/** Reads what users write. Pure. */
public final class Templates {
    private Templates() {}

    /**
     * Guarantee: the target's references, types, parameters, and all properties that do not depend on another resource were checked.
     * Not guaranteed: that values which come from other resources fit; {@link ResourceDefinition#resolve} checks those.
     *
     * @throws io.rowloom.problem.InvalidInputException with every fault that was found
     */
    public static Target accept(TemplateInput input, ResourceTypes types) {
        Checked checked = check(input, types, true);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set(Target.TEMPLATE, withoutClearDefaults(checked.tree(), checked.template().parameters().values()));
        document.set(Target.PARAMETERS, checked.values());
        if (!checked.rules().isEmpty()) {
            document.set(Target.RULES, checked.rules().resources());
        }
        return new Target(document);
    }

    /**
     * As {@link #accept}, but a parameter may lack a value, as when Heat validates.
     *
     * @throws io.rowloom.problem.InvalidInputException with every fault that was found
     */
    public static Validation validate(TemplateInput input, ResourceTypes types) {
        Checked checked = check(input, types, false);
        return new Validation(checked.template().description(), checked.template().parameters().values().stream()
                .map(schema -> new Validation.Parameter(masked(schema), Optional.ofNullable(checked.values().get(schema.name())).map(Secrets::mask)))
                .toList());
    }

    private record Checked(Template template, ObjectNode tree, ObjectNode values, RuleBook rules) {}

    private static Checked check(TemplateInput input, ResourceTypes types, boolean complete) {
        Problems problems = new Problems();
        Environment environment = new Environment();
        input.environments().forEach(source -> Document.read(source.name(), source.text(), problems)
                .ifPresent(document -> environment.add(document.tree(), document.faults(problems))));
        environment.add(input.parameters(), problems);
        Optional<Checked> checked = Document.read(input.template().name(), input.template().text(), problems)
                .flatMap(document -> check(document, environment, types, complete, problems));
        problems.throwIfAny();
        return checked.orElseThrow(() -> new IllegalStateException("a template was refused without a reason"));
    }

    private static Optional<Checked> check(Document document, Environment environment, ResourceTypes types, boolean complete, Problems problems) {
        Faults faults = document.faults(problems);
        return new TemplateParser(faults).parse(document.tree()).map(template -> {
            ObjectNode values = ParameterValues.of(template.parameters(), environment, faults, complete);
            new TemplateCheck(template, types, values, faults).run();
            return new Checked(template, (ObjectNode) document.tree(), values, environment.rules());
        });
    }

    /** The defaults of hidden parameters are secrets, in the stored template, too. */
    private static ObjectNode withoutClearDefaults(ObjectNode tree, Collection<ParameterSchema> parameters) {
        ObjectNode copy = tree.objectNode().setAll(tree);
        if (tree.get("parameters") instanceof ObjectNode section) {
            ObjectNode declared = section.deepCopy();
            parameters.stream().filter(ParameterSchema::hidden).map(parameter -> (ObjectNode) declared.required(parameter.name()))
                    .filter(declaration -> declaration.has("default"))
                    .forEach(declaration -> declaration.set("default", Secret.of(declaration.get("default"))));
            copy.set("parameters", declared);
        }
        return copy;
    }

    private static ParameterSchema masked(ParameterSchema schema) {
        Optional<JsonNode> masked = schema.defaultValue().map(Secrets::mask);
        return masked.map(schema::withDefault).orElse(schema);
    }
}
