package io.rowloom.template;

import static io.rowloom.template.Inputs.messages;
import static io.rowloom.template.Inputs.problems;
import static io.rowloom.template.Inputs.template;
import static io.rowloom.template.Inputs.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.rowloom.problem.InvalidInputException;
import io.rowloom.problem.Problem;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateFaultsTest {
    @Test
    void allFaultsOfAllTextsAreToldAtOnceWithTheirPlaces() {
        TemplateInput input = with(template("""
                paramters: {}
                parameters:
                  p: {type: string}
                resources:
                  a:
                    type: Test::Bux
                  b:
                    type: Test::Box
                    depends_on: [aa, a]
                    properties:
                      text: {get_param: q}
                      sise: 5
                      value:
                        - get_attr: [b, outptu]
                        - get_resource: c
                """), "parameters: {pp: 1}\nresource_registry: {A: B}\nfoo: bar\n");
        assertThat(problems(input)).extracting(Problem::toString).containsExactly(
                "env0.yaml:3:1: foo: environment has wrong section \"foo\"",
                "env0.yaml:2:21: resource_registry.A: a type mapping in resource_registry is not supported yet (remove it)",
                "t.yaml:2:1: paramters: The template section is invalid: paramters (did you mean 'parameters'?)",
                "env0.yaml:1:14: parameters.pp: The Parameter (pp) was not defined in template. (did you mean 'p'?)",
                "t.yaml:4:3: parameters.p: The Parameter (p) was not provided. (give it a value, or a default in the template)",
                "t.yaml:7:5: resources.a.type: The Resource Type (Test::Bux) could not be found. (did you mean 'Test::Box'?)",
                "t.yaml:12:14: resources.b.properties.text.get_param: The Parameter (q) was not provided. (did you mean 'p'?)",
                "t.yaml:15:11: resources.b.properties.value[0].get_attr: The Referenced Attribute (b outptu) is incorrect. (did you mean 'output'?)",
                "t.yaml:16:11: resources.b.properties.value[1].get_resource: The specified reference \"c\" (in b.Properties.value[1]) is incorrect."
                        + " (did you mean 'a'?)",
                "t.yaml:10:5: resources.b.depends_on: The specified reference \"aa\" (in b) is incorrect. (did you mean 'a'?)",
                "t.yaml:13:7: resources.b.properties.sise: Unknown Property sise (did you mean 'size'?)",
                "t.yaml:8:3: resources.b: Circular Dependency Found: b (it depends on itself)");
    }

    @Test
    void membersOfACycleAreNamedInItsOrder() {
        assertThat(messages("""
                resources:
                  b: {type: Test::Box, properties: {value: {get_attr: [c, output]}}}
                  c: {type: Test::Box, depends_on: a}
                  a: {type: Test::Box, metadata: {m: {get_resource: b}}}
                  free: {type: Test::Box, depends_on: a}
                """)).containsExactly("resources.a: Circular Dependency Found: a, b, c (each depends on the next, and the last on the first)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2013-05-23", "2014-10-16", "2015-04-30", "2015-10-15", "2016-04-08", "2016-10-14", "newton", "2017-02-24", "ocata",
        "2017-09-01", "pike", "2018-03-02", "queens", "2018-08-31", "rocky", "2021-04-16", "wallaby", "'2018-08-31'"})
    void everyVersionOfHotIsTaken(String version) {
        TemplateInput input = TemplateInput.of(new TemplateSource("t", "heat_template_version: " + version));
        assertThatCode(() -> Templates.accept(input, Inputs.TYPES)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            heat_template_version: 2099-01-01    | The template version is invalid: "heat_template_version: 2099-01-01". "heat_template_version" should be one of: 2013-05-23
            heat_template_version: [a]           | must be a text, not a list
            resources: {}                        | Template format version not found. (begin the template with heat_template_version: 2021-04-16)
            AWSTemplateFormatVersion: 2010-09-09 | Template format version not found. (this is a CloudFormation template; only HOT is supported)
            just text                            | must be a map, not a text
            [a, b]                               | must be a map, not a list
            """)
    void whatIsNoTemplateIsRefused(String text, String message) {
        assertThat(messages(TemplateInput.of(new TemplateSource("t", text)))).first().asString().contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            resources: [a]                                          | resources: must be a map, not a list
            resources: {a: text}                                    | resources.a: must be a map, not a text
            resources: {a: null}                                    | resources.a: must be a map, not empty
            resources: {a: {}}                                      | resources.a: Each resource must contain a type key.
            resources: {a: {type: [x]}}                             | resources.a.type: must be a text, not a list
            resources: {'a/b': {type: Test::Box}}                   | resources.a/b: Resource name may not be empty or contain "/"
            resources: {a: {type: Test::Box, propertys: {}}}        | resources.a.propertys: "propertys" is not a valid keyword inside a resource definition (did you mean 'properties'?)
            resources: {a: {type: Test::Box, properties: [x]}}      | resources.a.properties: must be a map, not a list
            resources: {a: {type: Test::Box, properties: {get_param: x}}} | resources.a.properties: must be a map, not a function
            resources: {a: {type: Test::Box, condition: c}}         | resources.a.condition: condition is not supported yet
            resources: {a: {type: Test::Box, update_policy: {replacement: delete_last}}} | resources.a.update_policy.replacement: "delete_last" is none of create_first, delete_first (did you mean 'delete_first'?)
            resources: {a: {type: Test::Box, update_policy: {replacment: delete_first}}} | resources.a.update_policy.replacment: update_policy has no "replacment" here: what it can say is replacement (did you mean 'replacement'?)
            resources: {a: {type: Test::Box, update_policy: delete_first}} | resources.a.update_policy: must be a map, not a text
            resources: {a: {type: Test::Box, deletion_policy: keep}} | resources.a.deletion_policy: Invalid deletion policy "keep" (policies are Delete, Retain and Snapshot)
            resources: {a: {type: Test::Box, deletion_policy: Snapshot}} | resources.a.deletion_policy: Test::Box has no snapshots (take Delete or Retain)
            resources: {a: {type: Test::Box, depends_on: {b: c}}}   | resources.a.depends_on: must be a list, not a map
            resources: {a: {type: Test::Box, depends_on: [[b]]}}    | resources.a.depends_on[0]: must be a resource's name, not a list
            resources: {a: {type: Test::Box, metadata: {yaql: x}}}  | resources.a.metadata.yaql: function yaql is not supported yet
            conditions: {c: true}                                   | conditions: conditions are not supported yet
            outputs: {o: {}}                                        | outputs.o: Each output must contain a value key.
            outputs: {o: text}                                      | outputs.o: must be a map, not a text
            outputs: {o: {value: 1, condition: c}}                  | outputs.o.condition: condition is not supported yet
            outputs: {o: {value: 1, valu: 1}}                       | outputs.o.valu: Invalid key 'valu' in output o (did you mean 'value'?)
            outputs: {o: {value: {get_attr: [x, y]}}}               | outputs.o.value.get_attr: The specified reference "x" (in o.Value) is incorrect.
            outputs: {o: {value: {get_param: x}}}                   | outputs.o.value.get_param: The Parameter (x) was not provided.
            parameter_groups: [{parameters: [p]}]                   | parameter_groups[0].parameters[0]: The grouped parameter p does not reference a valid parameter.
            description: {a: b}                                     | description: must be a text, not a map
            """)
    void aWrongPartIsToldOnceAtItsPlace(String body, String message) {
        assertThat(messages(body)).containsExactly(message);
    }

    @Test
    void namesMayBeInAnyScript() {
        var resources = Inputs.blueprint("resources: {サーバー: {type: Test::Box}, é: {type: Test::Box, depends_on: サーバー}}").resources();
        assertThat(resources.get("é").dependencies()).containsExactly("サーバー");
    }

    @Test
    void deletionPoliciesAreTakenInEverySpelling() {
        var resources = Inputs.blueprint("""
                resources:
                  a: {type: Test::Box, deletion_policy: Retain}
                  b: {type: Test::Box, deletion_policy: delete}
                  c: {type: Test::Box, deletion_policy: DELETE}
                  d: {type: Test::Box}
                """).resources().values();
        assertThat(resources).extracting(ResourceDefinition::deletionPolicy)
                .containsExactly(DeletionPolicy.RETAIN, DeletionPolicy.DELETE, DeletionPolicy.DELETE, DeletionPolicy.DELETE);
    }

    @Test
    void thousandsOfWrongNamesAreToldInReasonableTime() {
        StringBuilder body = new StringBuilder("resources:\n");
        for (int i = 0; i < 5_000; i++) {
            body.append("  r").append(i).append(": {type: Test::Box, depends_on: x").append(i).append("}\n");
        }
        assertThat(problems(body.toString())).hasSize(5_000);
    }

    /** Puts wrong things into random places of a template; whatever comes out, it must be told as the user's fault, or be fine. */
    @Test
    void noInputBreaksTheReader() {
        String[] words = ("heat_template_version description parameters resources outputs type properties get_param get_attr get_resource str_replace"
                + " list_join template params default constraints length range min value depends_on string json Test::Box a b 2021-04-16 5 true null ~ -1.5")
                .split(" ");
        Random random = new Random(42);
        for (int i = 0; i < 3_000; i++) {
            String text = "{heat_template_version: 2021-04-16, parameters: " + tree(random, words, 4) + ", resources: {a: " + tree(random, words, 5)
                    + ", b: {type: Test::Box, properties: " + tree(random, words, 5) + "}}, outputs: {o: {value: " + tree(random, words, 5) + "}}}";
            try {
                Templates.validate(TemplateInput.of(new TemplateSource("t", text)), Inputs.TYPES);
            } catch (InvalidInputException e) {
                assertThat(e.problems()).isNotEmpty();
            }
        }
    }

    private static String tree(Random random, String[] words, int depth) {
        StringBuilder text = new StringBuilder();
        int size = random.nextInt(3);
        switch (depth == 0 ? 0 : random.nextInt(4)) {
            case 0 -> text.append(words[random.nextInt(words.length)]);
            case 1 -> {
                text.append('[');
                for (int i = 0; i < size; i++) {
                    text.append(tree(random, words, depth - 1)).append(", ");
                }
                text.append(']');
            }
            default -> {
                text.append('{');
                for (int i = 0; i < size; i++) {
                    text.append(words[random.nextInt(words.length)]).append(": ").append(tree(random, words, depth - 1)).append(", ");
                }
                text.append('}');
            }
        }
        return text.toString();
    }
}
