package io.rowloom.template;

import static io.rowloom.template.Inputs.json;
import static io.rowloom.template.Inputs.messages;
import static io.rowloom.template.Inputs.template;
import static io.rowloom.template.Inputs.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.value.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    private static JsonNode parameters(TemplateInput input) {
        return Templates.accept(input, Inputs.TYPES).parameters();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            string               | hello      | "hello"
            string               | 2020-01-01 | "2020-01-01"
            number               | 5          | 5
            number               | -1.5       | -1.5
            number               | 1e3        | 1000.0
            boolean              | Yes        | true
            boolean              | off        | false
            boolean              | 1          | true
            comma_delimited_list | a, b,,c    | ["a","b","","c"]
            comma_delimited_list | §§         | []
            json                 | {"a": [1]} | {"a":[1]}
            json                 | [1, 2]     | [1,2]
            json                 | §§         | {}
            """)
    void aTextFromTheCommandLineIsReadAsTheTypeSays(String type, String text, String value) {
        assertThat(parameters(with(template("parameters: {p: {type: " + type + "}}"), Map.of("p", text == null ? "" : text))).get("p").toString())
                .isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            string               | 5             | "5"
            string               | yes           | "True"
            number               | '5'           | 5
            boolean              | 'on'          | true
            comma_delimited_list | [a, 1, null]  | ["a","1",""]
            comma_delimited_list | 5             | ["5"]
            json                 | {a: {b: c}}   | {"a":{"b":"c"}}
            json                 | '{"a": 1}'    | {"a":1}
            """)
    void aValueFromAnEnvironmentOrDefaultIsReadAsTheTypeSays(String type, String yaml, String value) {
        String body = "parameters: {p: {type: " + type + "}}";
        assertThat(parameters(with(template(body), "parameters: {p: " + yaml + "}")).get("p").toString()).isEqualTo(value);
        assertThat(parameters(template("parameters: {p: {type: " + type + ", default: " + yaml + "}}")).get("p").toString()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            string               | [a]       | a text
            number               | abc       | a number
            number               | 0x10ull   | a number
            number               | NaN       | a number
            boolean              | maybe     | a boolean
            json                 | '{'       | valid JSON
            json                 | '{} {}'   | valid JSON
            json                 | '{"a":1,"a":2}' | valid JSON
            comma_delimited_list | {a: b}    | a list, or a text with commas between the items
            """)
    void aValueThatDoesNotFitItsTypeIsRefused(String type, String yaml, String expected) {
        assertThat(messages(with(template("parameters: {p: {type: " + type + "}}"), "parameters: {p: " + yaml + "}")))
                .containsExactly("parameters.p: Parameter 'p' is invalid: the value is not " + expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            string               | length: {max: 2}               | abcd | length (4) is out of range (min: None, max: 2)
            comma_delimited_list | length: {min: 3}               | a,b  | length (2) is out of range (min: 3, max: None)
            number               | range: {min: 1, max: 10}       | 11   | the value is out of range (min: 1, max: 10)
            number               | modulo: {step: 2, offset: 1}   | 4    | the value is not a multiple of 2 with an offset of 1
            string               | allowed_values: [x, y]         | z    | the value is not one of [x, y]
            comma_delimited_list | allowed_values: [x, y]         | x,z  | the value is not one of [x, y]
            string               | allowed_pattern: '[a-z]+'      | ab1  | the value does not match pattern [a-z]+
            string               | allowed_pattern: '[a-z]+', description: letters only | ab1 | letters only
            """)
    void aViolatedConstraintIsTold(String type, String constraint, String value, String message) {
        String body = "parameters: {p: {type: " + type + ", constraints: [{" + constraint + "}]}}";
        assertThat(messages(with(template(body), Map.of("p", value)))).containsExactly("parameters.p: Parameter 'p' is invalid: " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            {}                                                        | parameters.p: Missing parameter type for parameter: p (add type: string, or another type)
            {type: String}                                            | parameters.p.type: Invalid type (String) (types are string, number, comma_delimited_list, json, boolean)
            {type: string, defualt: x}                                | parameters.p.defualt: Invalid key 'defualt' for parameter (p) (did you mean 'default'?)
            {type: string, hidden: maybe}                             | parameters.p.hidden: must be true or false
            {type: number, default: x}                                | parameters.p.default: Parameter 'p' is invalid: the value is not a number
            {type: string, constraints: {length: {max: 1}}}           | parameters.p.constraints: must be a list, not a map
            {type: string, constraints: [x]}                          | parameters.p.constraints[0]: must be a map, not a text
            {type: string, constraints: [{range: {min: 1}}]}          | parameters.p.constraints[0].range: range constraint invalid for string
            {type: string, constraints: [{length: {}}]}               | parameters.p.constraints[0].length: A length constraint must have a min value and/or a max value specified.
            {type: string, constraints: [{length: {min: x}}]}         | parameters.p.constraints[0].length.min: must be a number
            {type: string, constraints: [{length: {max: 1.5}}]}       | parameters.p.constraints[0].length.max: must be a whole number, not below 0
            {type: number, constraints: [{modulo: {step: 0}}]}        | parameters.p.constraints[0].modulo: A modulo constraint must have a step value other than 0
            {type: string, constraints: [{allowed_values: []}]}       | parameters.p.constraints[0].allowed_values: must not be empty: no value could ever be given
            {type: string, constraints: [{allowed_pattern: '['}]}     | parameters.p.constraints[0].allowed_pattern: not a regular expression: Unclosed character class
            """)
    void aWrongDeclarationIsToldOnce(String declaration, String message) {
        TemplateInput input = template("parameters: {p: " + declaration + "}\noutputs: {o: {value: {get_param: p}}}");
        assertThat(messages(declaration.contains("default:") || declaration.contains("{type: string, defualt") ? input : with(input, Map.of("p", "1"))))
                .contains(message).filteredOn(m -> !m.contains("not provided")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+b", "(a|aa)+b", "(a|b)*c"})
    void aPatternThatExplodesIsStopped(String pattern) {
        TemplateInput input = template("parameters: {p: {type: string, constraints: [{allowed_pattern: '" + pattern + "'}]}}");
        assertThat(messages(with(input, Map.of("p", "a".repeat(20_000))))).containsExactly(
                "parameters.p: Parameter 'p' is invalid: the value is too much work for pattern " + pattern);
    }

    @Test
    void whatTheDatabaseCannotStoreIsRefused() {
        assertThat(messages(with(template("parameters: {p: {type: string}, q: {type: json}}"), Map.of("p", "a\0b", "q", "{\"k\": [\"\\ud800\"]}"))))
                .containsExactlyInAnyOrder("parameters.p: Parameter 'p' is invalid: the value contains a character that cannot be stored",
                        "parameters.q: Parameter 'q' is invalid: the value contains a character that cannot be stored");
    }

    @Test
    void changesOfImmutableParametersAreNamed() {
        TemplateInput input = template("""
                parameters:
                  a: {type: string, immutable: true}
                  b: {type: string, immutable: true, hidden: true}
                  c: {type: string}
                """);
        Blueprint before = Inputs.blueprint(with(input, Map.of("a", "1", "b", "1", "c", "1")));
        assertThat(before.immutableParametersChangedIn(Inputs.blueprint(with(input, Map.of("a", "2", "b", "2", "c", "2"))))).containsExactly("a", "b");
        assertThat(before.immutableParametersChangedIn(Inputs.blueprint(with(input, Map.of("a", "1", "b", "1", "c", "2"))))).isEmpty();
    }

    @Test
    void laterEnvironmentsAndThenTheCommandLineWin() {
        TemplateInput input = with(template("""
                parameters:
                  a: {type: string, default: template}
                  b: {type: string, default: template}
                  c: {type: string, default: template}
                  d: {type: string, default: template}
                  e: {type: string, default: template}
                """),
                "{parameters: {c: first, d: first, e: first}, parameter_defaults: {b: first default, c: first default}}",
                "{parameters: {d: second, e: second}, parameter_defaults: {c: second default, not_declared: is fine}}");
        assertThat(parameters(with(input, Map.of("e", "typed"))))
                .isEqualTo(json("{'a': 'template', 'b': 'first default', 'c': 'first', 'd': 'second', 'e': 'typed'}"));
    }

    @Test
    void emptySectionsOfAnEnvironmentSayNothing() {
        TemplateInput input = with(template(""), "{resource_registry: {resources: {}}, event_sinks: [], parameters: null, parameter_defaults: {}}");
        assertThat(parameters(input)).isEmpty();
    }

    @Test
    void aHiddenValueIsASecretAndNoMessageShowsIt() {
        TemplateInput input = template("parameters: {p: {type: string, hidden: true, constraints: [{length: {max: 9}}, {allowed_values: [good]}]}}");
        assertThat(Secret.isSecret(parameters(with(input, Map.of("p", "good"))).get("p"))).isTrue();
        assertThat(messages(with(input, Map.of("p", "hunter2-is-long")))).hasSize(2).allSatisfy(m -> assertThat(m).doesNotContain("hunter2"));
    }

    @Test
    void validationShowsDeclarationsAndValuesWithoutSecretsAndNeedsNoValues() {
        Validation validation = Templates.validate(template("""
                description: what it is
                parameters:
                  given: {type: number, default: 5, label: L, tags: [a, b], immutable: true, constraints: [{custom_constraint: nova.flavor}]}
                  open: {type: string}
                  secret: {type: string, hidden: true, default: pa55word}
                resources: {a: {type: Test::Box, properties: {text: {get_param: open}}}}
                """), Inputs.TYPES);
        assertThat(validation.description()).isEqualTo("what it is");
        assertThat(validation.parameters()).extracting(p -> p.schema().name() + "=" + p.value().map(JsonNode::asText).orElse("?"))
                .containsExactly("given=5", "open=?", "secret=******");
        assertThat(validation.parameters().getFirst().schema().tags()).containsExactly("a", "b");
        assertThat(validation.parameters().getFirst().schema().immutable()).isTrue();
        assertThat(validation.parameters().getFirst().schema().customConstraints()).containsExactly("nova.flavor");
        assertThat(validation.toString()).doesNotContain("pa55word");
    }
}
