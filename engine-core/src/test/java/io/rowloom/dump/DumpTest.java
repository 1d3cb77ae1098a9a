package io.rowloom.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.AttributeSchema;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.problem.Problem;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.Approach;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.stack.Tags;
import io.rowloom.template.Adoption;
import io.rowloom.template.Blueprint;
import io.rowloom.template.Target;
import io.rowloom.template.TemplateInput;
import io.rowloom.template.TemplateSource;
import io.rowloom.template.Templates;
import io.rowloom.value.Fingerprint;
import io.rowloom.value.Secret;
import io.rowloom.value.Secrets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DumpTest {
    private static final ResourceTypes TYPES = ResourceTypes.of(new Box());
    private static final String TEMPLATE = """
            heat_template_version: 2021-04-16
            parameters:
              size: {type: string, default: small}
              token: {type: string, hidden: true}
            resources:
              a: {type: Box, properties: {value: {get_param: size}}}
              b: {type: Box, properties: {value: {get_param: token}}, depends_on: a}
            """;

    @Test
    void whatIsWrittenCanBeAdopted() {
        ObjectNode dump = dump();
        assertThat(dump.path("name").asText()).isEqualTo("web");
        assertThat(dump.path("project_id").asText()).isEqualTo("acme");
        assertThat(dump.at("/resources/a/resource_id").asText()).isEqualTo("box-1");
        assertThat(dump.path("resources").properties()).as("tombstones are left out").hasSize(2);
        assertThat(dump.path("other_copies")).as("what a replacement has not cleaned up yet").hasSize(1);

        Target target = adopt(Secrets.reveal(dump).toString(), Map.of());
        Blueprint blueprint = Blueprint.of(target, TYPES, Fingerprint.unkeyed());
        assertThat(blueprint.adopted("a").map(Adoption::physicalId)).hasValue("box-1");
        assertThat(blueprint.adopted("a").orElseThrow().outputs().get("key")).isEqualTo(Secret.of(JsonNodeFactory.instance.textNode("hush")));
        assertThat(blueprint.adopted("b")).as("never made").isEmpty();
        assertThat(Secrets.reveal(target.parameters().get("token")).asText()).isEqualTo("s3cret");
        assertThat(Blueprint.of(new Target(target.document()), TYPES, Fingerprint.unkeyed()).resources().get("a").definitionHash())
                .as("the same definition as without an adopt").isEqualTo(Blueprint.of(target(), TYPES, Fingerprint.unkeyed()).resources().get("a").definitionHash());
    }

    @Test
    void whatIsMaskedIsToBeGivenAnew() {
        String masked = Secrets.mask(dump()).toString();
        assertThat(problems(masked, Map.of())).singleElement().satisfies(p -> assertThat(p.message()).contains("token", "not provided"));
        Target target = adopt(masked, Map.of("token", "new"));
        assertThat(Secrets.reveal(target.parameters().get("token")).asText()).isEqualTo("new");
        assertThat(Blueprint.of(target, TYPES, Fingerprint.unkeyed()).adopted("a").orElseThrow().outputs().has("key")).isFalse();
    }

    @Test
    void everyFaultOfADumpIsToldWithItsPath() {
        String bad = """
                {"template": {"heat_template_version": "2021-04-16", "resources": {"a": {"type": "Box", "properties": {"valu": 1}}, "c": {"type": "Bax"}}},
                 "resources": {"a": {"type": "Bok", "resource_id": 7}, "b": "box-2", "d": {"type": "Box", "resource_id": "x", "resource_data": []}}}
                """;
        assertThat(problems(bad, Map.of())).extracting(Problem::path)
                .contains("resources.a.type", "resources.a.resource_id", "resources.b", "resources.d.resource_data", "resources.a.properties.valu", "resources.c.type");
    }

    @Test
    void aDumpMustFitItsTemplate() {
        String other = """
                {"template": {"heat_template_version": "2021-04-16", "resources": {"a": {"type": "Box"}}},
                 "resources": {"aa": {"type": "Box", "resource_id": "x"}}}
                """;
        assertThat(problems(other, Map.of())).singleElement().satisfies(p -> {
            assertThat(p.path()).isEqualTo("resources.aa");
            assertThat(p.advice()).contains("'a'");
        });
        assertThat(problems("[]", Map.of())).isNotEmpty();
        assertThat(problems("", Map.of())).isNotEmpty();
        assertThat(problems("{}", Map.of())).extracting(Problem::message).anyMatch(m -> m.contains("no dump")).anyMatch(m -> m.contains("no template"));
        assertThat(problems("{\"template\": 5, \"resources\": []}", Map.of())).extracting(Problem::path).contains("template", "resources");
    }

    private static List<Problem> problems(String dump, Map<String, String> parameters) {
        var caught = new java.util.ArrayList<Problem>();
        assertThatThrownBy(() -> adopt(dump, parameters))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> caught.addAll(e.problems()));
        return caught;
    }

    private static Target adopt(String dump, Map<String, String> parameters) {
        return DumpReader.accept(new DumpReader.Input(new TemplateSource("web.json", dump), Optional.empty(), List.of(), parameters), TYPES).target();
    }

    private static Target target() {
        return Templates.accept(new TemplateInput(new TemplateSource("t", TEMPLATE), List.of(), Map.of("token", "s3cret")), TYPES);
    }

    @Test
    void theRulesOfTheEnvironmentGoWithIt() {
        TemplateSource environment = new TemplateSource("e", "resource_registry: {resources: {a: {hooks: [pre-delete], restricted_actions: [replace]}}}");
        Target ruled = Templates.accept(new TemplateInput(new TemplateSource("t", TEMPLATE), List.of(environment), Map.of("token", "s3cret")), TYPES);
        assertThat(adopt(dump(ruled).toString(), Map.of("token", "s3cret")).rules()).isEqualTo(ruled.rules());
    }

    private static ObjectNode dump() {
        return dump(target());
    }

    private static ObjectNode dump(Target target) {
        Instant now = Instant.EPOCH;
        Stack stack = new Stack(new StackId(new UUID(1, 1)), "acme", "web", 3, 3, StackAction.UPDATE, Status.COMPLETE, "", Optional.empty(), Optional.empty(),
                OnFailure.STOP, new UUID(2, 2), Optional.empty(), Optional.empty(), 0, 0, 9, Approach.TRUST, now, now, Optional.empty(), Tags.NONE);
        return DumpWriter.write(stack, Optional.of(target), List.of(row(1, "a", true, ResourceAction.CREATE), row(2, "a", false, ResourceAction.UPDATE),
                row(3, "b", true, ResourceAction.INIT), row(4, "c", false, ResourceAction.DELETE)));
    }

    private static ResourceView row(int no, String name, boolean current, ResourceAction action) {
        ObjectNode outputs = JsonNodeFactory.instance.objectNode().put("value", "small").set("key", Secret.of(JsonNodeFactory.instance.textNode("hush")));
        Optional<String> id = action == ResourceAction.INIT ? Optional.empty() : Optional.of("box-" + no);
        return new ResourceView(no, name, "Box", current, id, action, Status.COMPLETE, "", Optional.empty(), Optional.empty(), 1, Optional.empty(), Optional.empty(),
                JsonNodeFactory.instance.objectNode(), outputs, List.of(), List.of(), OptionalInt.empty(), OptionalInt.empty(), false, Optional.empty(),
                Instant.EPOCH, Instant.EPOCH);
    }

    private static final class Box implements ResourceType {
        @Override
        public TypeSchema schema() {
            return TypeSchema.of("Box", "").property("value", PropertySchema.of(PropertySchema.Type.ANY, "")).attribute("value", AttributeSchema.of(""))
                    .attribute("key", AttributeSchema.secret(""));
        }

        @Override
        public Step create(ResourceCall call) {
            return Step.done();
        }

        @Override
        public Step delete(ResourceCall call) {
            return Step.done();
        }
    }
}
