package io.rowloom.template;

import static io.rowloom.template.Inputs.blueprint;
import static io.rowloom.template.Inputs.json;
import static io.rowloom.template.Inputs.template;
import static io.rowloom.template.Inputs.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.template.Inputs.Stack;
import io.rowloom.traversal.PlannedDefinition;
import io.rowloom.value.Fingerprint;
import io.rowloom.value.Secret;
import io.rowloom.value.Secrets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BlueprintTest {
    private static final String TEXT = """
            description: a stack
            parameters:
              size: {type: number, default: 3}
              other: {type: string, default: x}
              secret: {type: string, hidden: true, default: pa55word}
            resources:
              a: {type: Test::Box, properties: {size: {get_param: size}}}
              b:
                type: Test::Box
                depends_on: d
                metadata: {m: {get_attr: [c, output]}}
                properties:
                  text: {str_replace: {template: p on n, params: {p: {get_param: secret}, n: {get_param: 'OS::stack_name'}}}}
                  value: [{get_resource: a}, {get_attr: [a, output, {get_param: other}]}]
              c: {type: Test::Box, properties: {text: fixed}}
              d: {type: Test::Box, deletion_policy: Retain}
            outputs:
              o: {description: an output, value: {get_attr: [c, output]}}
              secret: {value: {get_param: secret}}
            """;

    @Test
    void dependenciesAreExplicitOrByReference() {
        var resources = blueprint(TEXT).resources();
        assertThat(resources.keySet()).containsExactly("a", "b", "c", "d");
        assertThat(resources.get("b").dependencies()).containsExactly("a", "c", "d");
        assertThat(resources.get("a").dependencies()).isEmpty();
        assertThat(blueprint(TEXT).outputs().get("o").dependencies()).containsExactly("c");
    }

    @Test
    void everythingElseIsAtHandWithoutSecrets() {
        Blueprint blueprint = blueprint(TEXT);
        assertThat(blueprint.description()).isEqualTo("a stack");
        assertThat(blueprint.parameters()).isEqualTo(json("{'size': 3, 'other': 'x', 'secret': '******'}"));
        assertThat(blueprint.outputs().get("o").description()).isEqualTo("an output");
        assertThat(Secret.isSecret(blueprint.outputs().get("secret").resolve(new Stack(Map.of())))).isTrue();
    }

    @Test
    void aChangedParameterChangesOnlyTheDefinitionsThatUseIt() {
        assertThat(changed(template(TEXT), with(template(TEXT), Map.of("size", "4")))).containsExactly("a");
        assertThat(changed(template(TEXT), with(template(TEXT), Map.of("secret", "other")))).containsExactly("b");
        assertThat(changed(template(TEXT), with(template(TEXT), Map.of("size", "3")))).isEmpty();
    }

    @Test
    void aChangedDefinitionChangesItsHash() {
        assertThat(changed("text: fixed", "text: changed")).containsExactly("c");
        assertThat(changed("depends_on: d", "depends_on: [d, c]")).containsExactly("b");
        assertThat(changed("deletion_policy: Retain", "deletion_policy: Delete")).containsExactly("d");
        assertThat(changed("deletion_policy: Retain", "deletion_policy: Retain, update_policy: {replacement: delete_first}")).containsExactly("d");
        assertThat(changed("{m: ", "{n: ")).containsExactly("b");
        assertThat(changed("d: {type: Test::Box, ", "d: {type: Test::Strict, properties: {name: x}, ")).containsExactly("d");
    }

    @Test
    void aDifferentSpellingOfTheSameChangesNothing() {
        assertThat(changed("depends_on: d", "depends_on: [d]")).isEmpty();
        assertThat(changed("deletion_policy: Retain", "deletion_policy: retain")).isEmpty();
        assertThat(changed("deletion_policy: Retain", "deletion_policy: Retain, update_policy: {replacement: create_first}")).isEmpty();
        assertThat(changed("description: a stack", "description: another")).isEmpty();
        assertThat(changed("d: {type: Test::Box, ", "d: {description: hello, type: Test::Box, ")).isEmpty();
    }

    private static Iterable<String> changed(String text, String replacement) {
        assertThat(TEXT).contains(text);
        return changed(template(TEXT), template(TEXT.replace(text, replacement)));
    }

    private static Iterable<String> changed(TemplateInput before, TemplateInput after) {
        var old = blueprint(before).resources();
        Map<String, String> hashes = new TreeMap<>();
        blueprint(after).resources().forEach((name, definition) -> hashes.put(name, definition.definitionHash()));
        hashes.entrySet().removeIf(entry -> old.get(entry.getKey()).definitionHash().equals(entry.getValue()));
        return hashes.keySet();
    }

    @Test
    void aTargetSurvivesAStoreThatSealsItsSecrets() throws JsonProcessingException {
        Target target = Templates.accept(template(TEXT), Inputs.TYPES);
        String stored = Secrets.replace(target.document(), secret -> JsonNodeFactory.instance.objectNode().set("sealed", secret.value())).toString();
        Target loaded = new Target((ObjectNode) unseal(JsonMapper.builder().build().readTree(stored)));
        Blueprint again = Blueprint.of(loaded, Inputs.TYPES, Fingerprint.unkeyed());
        Blueprint first = blueprint(TEXT);
        again.resources().forEach((name, definition) -> {
            assertThat(definition.definitionHash()).isEqualTo(first.resources().get(name).definitionHash());
            assertThat(definition.resolve(new Stack(Map.of()), Inputs.TYPES))
                    .isEqualTo(first.resources().get(name).resolve(new Stack(Map.of()), Inputs.TYPES));
        });
        assertThat(again.parameters()).isEqualTo(first.parameters());
    }

    private static JsonNode unseal(JsonNode tree) {
        if (tree instanceof ObjectNode map) {
            if (map.has("sealed")) {
                return Secret.of(map.get("sealed"));
            }
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            map.properties().forEach(entry -> copy.set(entry.getKey(), unseal(entry.getValue())));
            return copy;
        }
        return tree;
    }

    @Test
    void noHiddenValueOrDefaultIsStoredInClear() {
        Target target = Templates.accept(with(template(TEXT), Map.of("secret", "hunter2")), Inputs.TYPES);
        assertThat(Secrets.mask(target.document()).toString()).doesNotContain("pa55word", "hunter2").contains("\"size\":3");
        assertThat(target.toString()).doesNotContain("pa55word", "hunter2");
    }

    @Test
    void aWorkerThatDoesNotKnowTheTypesReadsTheBlueprint() {
        Target target = Templates.accept(template(TEXT), Inputs.TYPES);
        Blueprint blueprint = Blueprint.of(target, ResourceTypes.of(), Fingerprint.unkeyed());
        assertThat(blueprint.resources().get("b").type()).isEqualTo("Test::Box");
        assertThat(blueprint.resources().get("b").definitionHash()).isEqualTo(blueprint(TEXT).resources().get("b").definitionHash());
    }

    @Test
    void aResourceThatThisVersionCannotReadIsToldWhenItIsAskedFor() {
        Target target = Templates.accept(template(TEXT), Inputs.TYPES);
        ((ObjectNode) target.template().at("/resources/b")).put("written_by", "a later version");
        Blueprint blueprint = Blueprint.of(target, Inputs.TYPES, Fingerprint.unkeyed());
        assertThat(blueprint.resources().get("a")).isSameAs(blueprint.resources().get("a"));
        assertThatThrownBy(() -> blueprint.resources().get("b")).isInstanceOf(InvalidInputException.class).hasMessageContaining("written_by");
        assertThatThrownBy(() -> PlannedDefinition.all(blueprint).values().forEach(PlannedDefinition::hash)).isInstanceOf(InvalidInputException.class);
    }
}
