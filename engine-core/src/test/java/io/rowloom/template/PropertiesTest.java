package io.rowloom.template;

import static io.rowloom.template.Inputs.blueprint;
import static io.rowloom.template.Inputs.json;
import static io.rowloom.template.Inputs.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.template.Inputs.Stack;
import io.rowloom.value.Secret;
import io.rowloom.value.Secrets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertiesTest {
    private static ObjectNode resolve(String properties, JsonNode attribute) {
        return blueprint("resources: {a: {type: Test::Box}, b: {type: Test::Box, properties: " + properties + "}}\n")
                .resources().get("b").resolve(Stack.with("output", attribute), Inputs.TYPES);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            {}                                          | {"size":1}
            {text: 5, number: '2.5', size: '7'}         | {"text":"5","number":2.5,"size":7}
            {text: yes, open: 'yes', size: 3.0}         | {"text":"True","size":3,"open":true}
            {text: null, size: null}                    | {"size":1}
            {value: {any: [thing]}, size: 2}            | {"value":{"any":["thing"]},"size":2}
            {label: {name: x, weight: '3'}}             | {"size":1,"label":{"name":"x","weight":3}}
            {items: [1, '2']}                           | {"size":1,"items":[1,2]}
            """)
    void valuesAreCoercedAndDefaultsFilledIn(String properties, String resolved) {
        assertThat(resolve(properties, json("null"))).isEqualTo(json(resolved));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            {text: [a]}                     | .text: Value must be a string; got a list
            {number: abc}                   | .number: Value 'abc' is not a number
            {number: yes}                   | .number: Value 'true' is not a number
            {size: 1.5}                     | .size: Value '1.5' is not an integer
            {size: 11}                      | .size: the value is out of range (min: 1, max: 10)
            {open: perhaps}                 | .open: 'perhaps' is not a valid boolean
            {label: text}                   | .label: 'text' is not a map
            {label: {}}                     | .label: Property name not assigned
            {label: {name: x, wieght: 1}}   | .label.wieght: Unknown Property wieght (did you mean 'weight'?)
            {label: {name: x, weight: w}}   | .label.weight: Value 'w' is not an integer
            {items: {a: b}}                 | .items: '{"a":"b"}' is not a list
            {items: [1, x]}                 | .items[1]: Value 'x' is not an integer
            """)
    void aWrongValueIsRefusedBeforeAnythingStarts(String properties, String message) {
        assertThat(messages("resources: {b: {type: Test::Box, properties: " + properties + "}}")).containsExactly("resources.b.properties" + message);
    }

    @Test
    void aRequiredPropertyMustBeThere() {
        assertThat(messages("resources: {b: {type: Test::Strict, properties: {name: null}}}"))
                .containsExactly("resources.b.properties: Property name not assigned");
    }

    @Test
    void aWrongParameterIsFoundWhereItIsUsed() {
        assertThat(messages("parameters: {p: {type: string, default: x}}\nresources: {b: {type: Test::Box, properties: {size: {get_param: p}}}}"))
                .containsExactly("resources.b.properties.size: Value 'x' is not an integer");
    }

    @Test
    void whatDependsOnAnotherResourceIsCheckedOnlyWhenItIsResolved() {
        String properties = "{size: {get_attr: [a, output]}, items: [1, {get_attr: [a, output]}], text: {list_join: [':', [x, {get_resource: a}]]}}";
        assertThat(resolve(properties, json("'5'"))).hasToString("{\"text\":\"x:id-of-a\",\"size\":5,\"items\":[1,5]}");
        assertThatThrownBy(() -> resolve(properties, json("'many'"))).isInstanceOf(InvalidInputException.class).hasMessage("""
                resources.b.properties.size: Value 'many' is not an integer
                resources.b.properties.items[1]: Value 'many' is not an integer""");
    }

    @Test
    void aRequiredPropertyFromAnAttributeThatIsNotThereIsTold() {
        var strict = blueprint("resources: {a: {type: Test::Box}, b: {type: Test::Strict, properties: {name: {get_attr: [a, output, nope]}}}}");
        assertThatThrownBy(() -> strict.resources().get("b").resolve(new Stack(Map.of()), Inputs.TYPES))
                .hasMessage("resources.b.properties: Property name not assigned");
    }

    @Test
    void sensitivePropertiesAndWhatComesFromSecretsAreSecrets() {
        ObjectNode resolved = resolve(
                "{password: 12345, text: {get_attr: [a, output]}, value: {deep: {get_attr: [a, output]}}}", Secret.of(json("'x'")));
        assertThat(Secrets.mask(resolved)).isEqualTo(json("{'password': '******', 'text': '******', 'value': {'deep': '******'}, 'size': 1}"));
        assertThat(Secrets.reveal(resolved)).isEqualTo(json("{'password': '12345', 'text': 'x', 'value': {'deep': 'x'}, 'size': 1}"));
    }

    @Test
    void aSecretThatDoesNotFitIsNotShown() {
        assertThatThrownBy(() -> resolve("{size: {get_attr: [a, output]}}", Secret.of(json("'hunter2'"))))
                .hasMessage("resources.b.properties.size: Value '******' is not an integer");
        assertThatThrownBy(() -> resolve("{label: {get_attr: [a, output]}}", Secret.of(json("{'name': 'n', 'weight': 'hunter2'}"))))
                .hasMessage("resources.b.properties.label.weight: Value '******' is not an integer");
    }

    @Test
    void aTypeThatIsNotKnownIsResolvedWithoutChecks() {
        var definition = blueprint("resources: {a: {type: Test::Box}, b: {type: Test::Box, properties: {size: {get_resource: a}}}}")
                .resources().get("b");
        assertThat(definition.resolve(new Stack(Map.of()), ResourceTypes.of())).isEqualTo(json("{'size': 'id-of-a'}"));
    }

    @Test
    void whatAPluginDoesToItsPropertiesDoesNotReachTheTemplate() {
        var definition = blueprint("resources: {b: {type: Test::Box, properties: {value: {list: [1]}}}}").resources().get("b");
        ((ObjectNode) definition.resolve(new Stack(Map.of()), Inputs.TYPES).get("value")).removeAll();
        assertThat(definition.resolve(new Stack(Map.of()), Inputs.TYPES).get("value")).isEqualTo(json("{'list': [1]}"));
    }
}
