package io.rowloom.template;

import static io.rowloom.plugin.PropertySchema.Type.ANY;
import static io.rowloom.plugin.PropertySchema.Type.BOOLEAN;
import static io.rowloom.plugin.PropertySchema.Type.INTEGER;
import static io.rowloom.plugin.PropertySchema.Type.LIST;
import static io.rowloom.plugin.PropertySchema.Type.MAP;
import static io.rowloom.plugin.PropertySchema.Type.NUMBER;
import static io.rowloom.plugin.PropertySchema.Type.STRING;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import io.rowloom.constraint.Constraint;
import io.rowloom.plugin.AttributeSchema;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.problem.Problem;
import io.rowloom.value.Fingerprint;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;

/** Texts, types and short cuts for tests of the template language. */
final class Inputs {
    /** Takes anything, checks much. */
    static final TypeSchema BOX = TypeSchema.of("Test::Box", "A box")
            .property("value", PropertySchema.of(ANY, "anything"))
            .property("text", PropertySchema.of(STRING, "a text"))
            .property("number", PropertySchema.of(NUMBER, "a number"))
            .property("size", PropertySchema.of(INTEGER, "a size")
                    .withDefault(IntNode.valueOf(1)).with(new Constraint.Range(Optional.of(BigDecimal.ONE), Optional.of(BigDecimal.TEN))))
            .property("open", PropertySchema.of(BOOLEAN, "a flag"))
            .property("password", PropertySchema.of(STRING, "a secret").secret())
            .property("label", PropertySchema.of(MAP, "fixed keys").withFields(Map.of(
                    "name", PropertySchema.of(STRING, "a name").requiredValue(), "weight", PropertySchema.of(INTEGER, "a weight"))))
            .property("items", PropertySchema.of(LIST, "integers").ofItems(PropertySchema.of(INTEGER, "an integer")))
            .attribute("output", AttributeSchema.of("what came out"));
    static final TypeSchema STRICT = TypeSchema.of("Test::Strict", "Needs a name")
            .property("name", PropertySchema.of(STRING, "a name").requiredValue());
    static final ResourceTypes TYPES = ResourceTypes.of(new Inert(BOX), new Inert(STRICT));

    private record Inert(TypeSchema schema) implements ResourceType {
        @Override
        public Step create(ResourceCall call) {
            return Step.done();
        }

        @Override
        public Step delete(ResourceCall call) {
            return Step.done();
        }
    }

    private Inputs() {}

    /** A template with the version line before it. */
    static TemplateInput template(String body) {
        return TemplateInput.of(new TemplateSource("t.yaml", "heat_template_version: 2021-04-16\n" + body));
    }

    static TemplateInput with(TemplateInput input, String... environments) {
        List<TemplateSource> sources = IntStream.range(0, environments.length)
                .mapToObj(i -> new TemplateSource("env" + i + ".yaml", environments[i])).toList();
        return new TemplateInput(input.template(), sources, input.parameters());
    }

    static TemplateInput with(TemplateInput input, Map<String, String> parameters) {
        return new TemplateInput(input.template(), input.environments(), parameters);
    }

    static Blueprint blueprint(String body) {
        return blueprint(template(body));
    }

    static Blueprint blueprint(TemplateInput input) {
        return Blueprint.of(Templates.accept(input, TYPES), TYPES, Fingerprint.unkeyed());
    }

    static List<Problem> problems(String body) {
        return problems(template(body));
    }

    static List<Problem> problems(TemplateInput input) {
        return Assertions.catchThrowableOfType(InvalidInputException.class, () -> Templates.accept(input, TYPES)).problems();
    }

    /** As a user sees them, without place in the text. */
    static List<String> messages(String body) {
        return messages(template(body));
    }

    static List<String> messages(TemplateInput input) {
        return problems(input).stream().map(problem -> problem.in(Optional.empty()).toString()).toList();
    }

    static JsonNode json(String text) {
        try {
            return JsonMapper.builder().build().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** A stack in which each resource is called {@code id-of-NAME} and has the given attributes. */
    record Stack(Map<String, JsonNode> attributes) implements References {
        static Stack with(String attribute, JsonNode value) {
            return new Stack(Map.of(attribute, value));
        }

        @Override
        public String stackName() {
            return "my-stack";
        }

        @Override
        public Optional<String> stackId() {
            return Optional.of("0190");
        }

        @Override
        public String tenant() {
            return "acme";
        }

        @Override
        public JsonNode reference(String resource) {
            return json("'id-of-" + resource + "'");
        }

        @Override
        public JsonNode attribute(String resource, String attribute) {
            return attributes.getOrDefault(attribute, json("null"));
        }
    }
}
