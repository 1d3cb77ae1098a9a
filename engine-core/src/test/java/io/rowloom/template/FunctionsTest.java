package io.rowloom.template;

import static io.rowloom.template.Inputs.blueprint;
import static io.rowloom.template.Inputs.json;
import static io.rowloom.template.Inputs.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.template.Inputs.Stack;
import io.rowloom.value.Secret;
import io.rowloom.value.Secrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsTest {
    private static final String CONTEXT = """
            parameters:
              text: {type: string, default: hello}
              number: {type: number, default: 5}
              flag: {type: boolean, default: on}
              list: {type: comma_delimited_list, default: 'x, y,z'}
              map: {type: json, default: {k: {deep: [1, 2]}, ü: 5, nothing: null}}
              secret: {type: string, hidden: true, default: pa55word}
              vault: {type: json, hidden: true, default: {key: 5}}
            resources:
              a: {type: Test::Box}
            """;
    private static final JsonNode ATTRIBUTE = json("{'ip': ['10.0.0.1', '10.0.0.2']}");

    private static JsonNode value(String yaml) {
        return value(yaml, ATTRIBUTE);
    }

    private static JsonNode value(String yaml, JsonNode attribute) {
        return blueprint(CONTEXT + "outputs: {o: {value: " + yaml + "}}\n").outputs().get("o").resolve(Stack.with("output", attribute));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            {get_param: text}                     | "hello"
            {get_param: number}                   | 5
            {get_param: flag}                     | true
            {get_param: list}                     | ["x","y","z"]
            {get_param: [list, 1]}                | "y"
            {get_param: [list, '-1']}             | "z"
            {get_param: [map, k, deep, 1]}        | 2
            {get_param: [map, {get_param: text}]} | ""
            {get_param: [map, k, nope, 7]}        | ""
            {get_param: [list, x]}                | ""
            {get_param: 'OS::stack_name'}         | "my-stack"
            {get_param: 'OS::stack_id'}           | "0190"
            {get_param: 'OS::project_id'}         | "acme"
            {get_resource: a}                     | "id-of-a"
            {get_attr: [a, output, ip, 0]}        | "10.0.0.1"
            {get_attr: [a, output, ip, 9]}        | null
            {get_attr: [a, output, nope, deeper]} | null
            {get_attr: [a, show]}                 | null
            {get_attr: [a]}                       | null
            {get_param: text, other: 1}           | {"get_param":"text","other":1}
            [{get_param: text}, {a: {get_param: number}}] | ["hello",{"a":5}]
            """)
    void namesStandForValues(String yaml, String json) {
        assertThat(value(yaml).toString()).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            {template: 'I say $x', params: {$x: {get_param: text}}}                | I say hello
            {template: 'a ab abc', params: {a: 1, ab: 2, abc: 3}}                  | 1 2 3
            {template: 'x y', params: {x: y, y: x}}                                | y x
            {template: 'a b c d e', params: {a: yes, b: 1.5, c: null, d: 7, e: ''}} | True 1.5  7§ §
            {template: M, params: {M: {get_param: map}}}                           | {"k": {"deep": [1, 2]}, "nothing": null, "\\u00fc": 5}
            {template: L, params: {L: [1, 'a"b', yes]}}                            | [1, "a\\"b", true]
            {template: {get_param: text}, params: {l: L}}                          | heLLo
            {template: none, params: {}}                                           | none
            {template: 'k!', params: {get_param: [map, k]}}                        | k!
            """)
    void strReplacePutsTextsIn(String arguments, String text) {
        assertThat(value("{str_replace: " + arguments + "}")).isEqualTo(TextNode.valueOf(text.replace("§ §", " ").replace("\\\\", "\\")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            [', ', [a, b]]                                      | a, b
            ['', [a, 1, yes, null, {k: v}], {get_param: list}]  | a1True{"k": "v"}xyz
            ['-', {get_attr: [a, output, ip]}]                  | 10.0.0.1-10.0.0.2
            ['-', {get_attr: [a, output, nope]}, [z]]           | z
            ['-', {get_param: [map, nope]}, [z]]                | z
            [{get_param: text}, [1, 2]]                         | 1hello2
            """)
    void listJoinMakesOneText(String arguments, String text) {
        assertThat(value("{list_join: " + arguments + "}")).isEqualTo(TextNode.valueOf(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{get_param: secret}",
        "{get_param: vault}",
        "{get_param: [vault, key]}",
        "{str_replace: {template: 'my $p', params: {$p: {get_param: secret}}}}",
        "{str_replace: {template: {get_param: secret}, params: {p: q}}}",
        "{str_replace: {template: x, params: {get_param: vault}}}",
        "{list_join: [',', [a, {get_param: secret}]]}",
        "{list_join: [{get_param: secret}, [a, b]]}",
        "{list_join: [',', [{deep: [{get_param: secret}]}]]}",
        "{str_replace: {template: x, params: {x: {list_join: ['', [{get_param: secret}]]}}}}",
    })
    void whatIsBuiltFromASecretIsASecret(String yaml) {
        assertThat(Secret.isSecret(value(yaml))).isTrue();
    }

    @Test
    void aSecretIsBuiltFromItsClearText() {
        assertThat(Secrets.reveal(value("{str_replace: {template: my p, params: {p: {get_param: secret}}}}"))).isEqualTo(json("'my pa55word'"));
        assertThat(Secrets.reveal(value("{get_param: [vault, key]}"))).isEqualTo(json("5"));
    }

    @Test
    void aSecretAttributeStaysOneOnEveryPath() {
        JsonNode mixed = JsonNodeFactory.instance.objectNode().put("user", "bob").set("password", Secret.of(json("'x'")));
        assertThat(Secret.isSecret(value("{get_attr: [a, output, password]}", mixed))).isTrue();
        assertThat(value("{get_attr: [a, output, user]}", mixed)).isEqualTo(json("'bob'"));
        assertThat(Secrets.mask(value("{get_attr: [a, output]}", mixed))).isEqualTo(json("{'user': 'bob', 'password': '******'}"));
        assertThat(Secret.isSecret(value("{get_attr: [a, output, list, 0]}", Secret.of(json("{'list': [1]}"))))).isTrue();
        assertThat(Secret.isSecret(value("{list_join: ['', [{get_attr: [a, output]}]]}", mixed))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"get_file", "repeat", "digest", "yaql", "if", "equals", "not", "and", "or", "map_merge", "map_replace", "list_concat",
        "list_concat_unique", "str_split", "str_replace_strict", "str_replace_vstrict", "contains", "filter", "make_url", "resource_facade",
        "Fn::Join", "Fn::Anything", "Ref"})
    void aFunctionThatIsNotThereYetIsNeverPlainData(String function) {
        String place = "resources.a.properties.value.deep[0]." + function;
        assertThat(messages("resources: {a: {type: Test::Box, properties: {value: {deep: [{'" + function + "': x}]}}}}"))
                .containsExactly(place + ": function " + function + " is not supported yet");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            {get_param: {}}                               | get_param
            {get_param: []}                               | get_param
            {get_param: 5}                                | get_param
            {get_param: null}                             | get_param
            {get_param: [{get_param: text}]}              | get_param
            {get_param: [map, [x]]}                       | get_param
            {get_param: [map, {a: b}]}                    | get_param
            {get_resource: [a]}                           | get_resource
            {get_resource: {get_param: text}}             | get_resource
            {get_attr: {a: output}}                       | get_attr
            {get_attr: []}                                | get_attr
            {get_attr: [a, 5]}                            | get_attr
            {get_attr: [a, {get_param: text}]}            | get_attr
            {str_replace: text}                           | str_replace
            {str_replace: {template: x}}                  | str_replace
            {str_replace: {template: x, params: [a]}}     | str_replace
            {str_replace: {template: [x], params: {}}}    | str_replace
            {str_replace: {template: x, params: {}, z: 1}} | str_replace
            {str_replace: {template: x, params: {'': y}}} | str_replace.params
            {str_replace: {template: {get_param: list}, params: {}}} | str_replace.template
            {str_replace: {template: x, params: {get_param: list}}} | str_replace.params
            {list_join: text}                             | list_join
            {list_join: [',']}                            | list_join
            {list_join: [',', text]}                      | list_join
            {list_join: [',', {get_param: text}]}         | list_join[1]
            {list_join: [{get_param: list}, [a]]}         | list_join[0]
            """)
    void wrongArgumentsAreOneFaultAtTheFunction(String yaml, String place) {
        assertThat(messages(CONTEXT + "outputs: {o: {value: " + yaml + "}}\n")).singleElement().asString()
                .startsWith("outputs.o.value." + place + ": ");
    }

    @Test
    void whatIsWrongOnlyWithTheAttributesValueIsToldWhenResolved() {
        assertThatThrownBy(() -> value("{list_join: [',', {get_attr: [a, output]}]}")).isInstanceOf(InvalidInputException.class)
                .hasMessage("outputs.o.value.list_join[1]: \"list_join\" must operate on a list");
    }

    @Test
    void manyPlaceholdersNeedNoStackAndLittleTime() {
        StringBuilder params = new StringBuilder();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            params.append("<").append(i).append(">: v, ");
            text.append("<").append(i).append(">");
        }
        assertThat(value("{str_replace: {template: '" + text + "', params: {" + params + "}}}")).isEqualTo(TextNode.valueOf("v".repeat(3_000)));
    }
}
