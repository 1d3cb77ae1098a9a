package io.rowloom.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.problem.Problems;
import io.rowloom.template.document.Document;
import io.rowloom.template.document.Faults;
import io.rowloom.template.document.Path;
import io.rowloom.template.parameter.Environment;
import io.rowloom.template.parameter.ParameterSchema;
import io.rowloom.template.parameter.ParameterValues;
import io.rowloom.template.rule.RuleBook;
import io.rowloom.value.Secret;
import io.rowloom.value.Secrets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
        return target(check(input, types, true));
    }

    /**
     * As {@link #accept}, on top of what a stored target was given: its template, if there is no other, and the values of parameters and the rules that the amendment
     * does not replace. Stored values of parameters that the template does not declare are dropped.
     *
     * @throws io.rowloom.problem.InvalidInputException with every fault that was found
     */
    public static Target amend(Target stored, Amendment amendment, ResourceTypes types) {
        Problems problems = new Problems();
        Environment environment = new Environment();
        environment.keep(stored.environment(), stored.rules(), amendment.cleared(), problems);
        add(amendment.environments(), amendment.parameters(), environment, problems);
        Optional<Source> source = amendment.template().map(other -> read(other, problems))
                .orElseGet(() -> Optional.of(new Source(stored.template(), Faults.unlocated(problems))));
        Optional<Checked> checked = source.flatMap(found -> check(found, environment, types, true));
        checked.ifPresent(found -> {
            Set<String> known = new TreeSet<>(found.template().parameters().keySet());
            stored.parameters().fieldNames().forEachRemaining(known::add);
            checkCleared(amendment.cleared(), known, environment, Faults.unlocated(problems));
        });
        return target(checkedOrThrow(checked, problems));
    }

    private static void checkCleared(Set<String> cleared, Set<String> known, Environment environment, Faults faults) {
        for (String name : new TreeSet<>(cleared)) {
            Path at = Path.of("clear_parameters", name);
            if (!known.contains(name)) {
                faults.addUnknownName(at, "The Parameter (" + name + ") was not defined in template.", name, known);
            } else if (environment.sets(name)) {
                faults.add(at, "the parameter is given a value, too", "do one or the other");
            }
        }
    }

    private static Target target(Checked checked) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set(Target.TEMPLATE, withoutClearDefaults(checked.tree(), checked.template().parameters().values()));
        document.set(Target.PARAMETERS, checked.values());
        document.set(Target.GIVEN, checked.given());
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

    /** The tree of a template. */
    private record Source(JsonNode tree, Faults faults) {}

    private record Checked(Template template, ObjectNode tree, ObjectNode values, ObjectNode given, RuleBook rules) {}

    private static Checked check(TemplateInput input, ResourceTypes types, boolean complete) {
        Problems problems = new Problems();
        Environment environment = new Environment();
        add(input.environments(), input.parameters(), environment, problems);
        return checkedOrThrow(read(input.template(), problems).flatMap(source -> check(source, environment, types, complete)), problems);
    }

    private static void add(List<TemplateSource> environments, Map<String, String> parameters, Environment environment, Problems problems) {
        environments.forEach(source -> read(source, problems).ifPresent(file -> environment.add(file.tree(), file.faults())));
        environment.add(parameters, problems);
    }

    private static Optional<Source> read(TemplateSource source, Problems problems) {
        return Document.read(source.name(), source.text(), problems).map(document -> new Source(document.tree(), document.faults(problems)));
    }

    private static Checked checkedOrThrow(Optional<Checked> checked, Problems problems) {
        problems.throwIfAny();
        return checked.orElseThrow(() -> new IllegalStateException("a template was refused without a reason"));
    }

    private static Optional<Checked> check(Source source, Environment environment, ResourceTypes types, boolean complete) {
        return new TemplateParser(source.faults()).parse(source.tree()).map(template -> {
            ObjectNode values = ParameterValues.of(template.parameters(), environment, source.faults(), complete);
            new TemplateCheck(template, types, values, source.faults()).run();
            return new Checked(template, (ObjectNode) source.tree(), values, environment.given(template.parameters()), environment.rules());
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
