package io.rowloom.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.problem.Problems;
import io.rowloom.template.document.Faults;
import io.rowloom.template.document.Path;
import io.rowloom.template.parameter.ParameterSchema;
import io.rowloom.template.rule.ResourceRules;
import io.rowloom.template.rule.RuleBook;
import io.rowloom.value.Fingerprint;
import io.rowloom.value.Secrets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * The engine's view of a {@link Target}. Immutable, thread-safe. Make it once per target and process: resources are read when they are first asked for, so an engine that acts on few of
 * them reads few.
 */
public final class Blueprint {
    private final String description;
    private final ObjectNode values;
    private final RuleBook rules;
    private final List<String> immutable;
    private final ObjectNode parameters;
    private final ImmutableSortedMap<String, Supplier<ResourceDefinition>> resources;
    private final SortedMap<String, OutputDefinition> outputs;
    private final Map<String, Adoption> adoptions;

    private Blueprint(Template template, ObjectNode values, RuleBook rules, Map<String, Adoption> adoptions, Fingerprint fingerprint) {
        Resolver resolver = new Resolver(values);
        this.description = template.description();
        this.values = values;
        this.rules = rules;
        this.immutable = template.parameters().values().stream().filter(ParameterSchema::immutable).map(ParameterSchema::name).sorted().toList();
        this.parameters = (ObjectNode) Secrets.mask(values);
        Map<String, Template.Resource> declared = template.resources();
        this.resources = declared.keySet().stream().collect(ImmutableSortedMap.toImmutableSortedMap(Comparator.naturalOrder(), name -> name,
                name -> Suppliers.memoize(() -> new ResourceDefinition(Objects.requireNonNull(declared.get(name)), rules.of(name), resolver, fingerprint))));
        var results = ImmutableSortedMap.<String, OutputDefinition>naturalOrder();
        template.outputs().forEach((name, output) -> results.put(name, output(output, resolver)));
        this.outputs = results.build();
        this.adoptions = adoptions;
    }

    private static OutputDefinition output(Template.Output output, Resolver resolver) {
        Uses uses = new Uses();
        output.value().visit(Path.ROOT, uses);
        return new OutputDefinition(output.name(), output.description(), uses.resources(), output.value(), resolver);
    }

    /**
     * Guarantee: does not fail for a target that {@link Templates#accept} made, whatever types this process knows.
     *
     * @param types not looked at: a worker without some resource type can still tell what depends on it
     * @throws io.rowloom.problem.InvalidInputException for a target of a newer version, with a template this one cannot read; {@link #resources} throws the same for a resource
     */
    public static Blueprint of(Target target, ResourceTypes types, Fingerprint fingerprint) {
        Problems problems = new Problems();
        var template = new TemplateParser(Faults.unlocated(problems)).parseAccepted(target.template());
        problems.throwIfAny();
        return new Blueprint(template.orElseThrow(), target.parameters(), target.rules(), target.adoptions(), fingerprint);
    }

    /** Empty when the template has none. */
    public String description() {
        return description;
    }

    /** Every declared parameter with its value, secrets masked. */
    public ObjectNode parameters() {
        return parameters.deepCopy();
    }

    /**
     * The parameters that the newer template declares immutable and this one has with another value. An update with any is to be refused; Heat says
     * {@code The following parameters are immutable and may not be updated: a, b}.
     */
    public List<String> immutableParametersChangedIn(Blueprint newer) {
        return newer.immutable.stream().filter(name -> values.has(name) && newer.values.has(name))
                .filter(name -> !Secrets.reveal(values.path(name)).equals(Secrets.reveal(newer.values.get(name)))).toList();
    }

    /** How a resource is handled, whether the template has it or it is on its way out. */
    public ResourceRules rulesOf(String resource) {
        return rules.of(resource);
    }

    /**
     * By name. Each is made when it is first asked for.
     *
     * @throws io.rowloom.problem.InvalidInputException from the map, for a resource of a newer version that this one cannot read
     */
    public SortedMap<String, ResourceDefinition> resources() {
        return Maps.transformValues(resources, Supplier::get);
    }

    /** What the target of an adopt says is there already under this name. */
    public Optional<Adoption> adopted(String resource) {
        return Optional.ofNullable(adoptions.get(resource));
    }

    public SortedMap<String, OutputDefinition> outputs() {
        return outputs;
    }
}
