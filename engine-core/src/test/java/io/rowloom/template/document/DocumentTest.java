package io.rowloom.template.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.problem.Location;
import io.rowloom.problem.Problem;
import io.rowloom.problem.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {
    private final Problems problems = new Problems();

    private JsonNode tree(String text) {
        JsonNode tree = Document.read("f", text, problems).orElseThrow().tree();
        assertThat(problems.list()).isEmpty();
        return tree;
    }

    private List<Problem> faults(String text) {
        Document.read("f", text, problems);
        return problems.list();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2018-08-31           | "2018-08-31"
            2001-12-14T21:59:43Z | "2001-12-14T21:59:43Z"
            yes                  | true
            Off                  | false
            'yes'                | "yes"
            ~                    | null
            0x1F                 | 31
            017                  | 15
            0b101                | 5
            -1_000               | -1000
            1:30                 | 90
            12345678901234567890 | 12345678901234567890
            1.50                 | 1.5
            .inf                 | ".inf"
            =                    | "="
            !!str 5              | "5"
            plain text           | "plain text"
            """, quoteCharacter = '§')
    void wordsAreReadAsHeatReadsThem(String yaml, String json) {
        assertThat(tree("v: " + yaml).get("v").toString()).isEqualTo(json);
    }

    @Test
    void jsonIsReadAsWell() {
        assertThat(tree("{\"a\":[1,2.5,true,null],\n\t\"b\\u00e4\":\"x\\/\ty\\ud83d\\ude00\"}\n").toString())
                .isEqualTo("{\"a\":[1,2.5,true,null],\"bä\":\"x/\\ty😀\"}");
    }

    @Test
    void keysAreTextsWhateverTheyLookLike() {
        assertThat(tree("{80: a, yes: b, 2020-01-01: c, ключ: d}").toString())
                .isEqualTo("{\"80\":\"a\",\"yes\":\"b\",\"2020-01-01\":\"c\",\"ключ\":\"d\"}");
    }

    @Test
    void aliasesAndMergeKeysAreExpanded() {
        assertThat(tree("base: &b {x: 1, y: 2}\nuse: {<<: *b, y: 3}\nagain: *b\n").toString())
                .isEqualTo("{\"base\":{\"x\":1,\"y\":2},\"use\":{\"y\":3,\"x\":1},\"again\":{\"x\":1,\"y\":2}}");
    }

    @Test
    void everyDuplicateKeyIsToldWithItsOwnPlace() {
        assertThat(faults("a: 1\nb: {c: 1, c: 2}\na: 3\n")).extracting(Problem::toString).containsExactly(
                "f:2:11: b.c: the key 'c' is there twice (remove or rename one)",
                "f:3:1: a: the key 'a' is there twice (remove or rename one)");
    }

    @Test
    void aSyntaxErrorHasItsPlace() {
        assertThat(faults("a: 1\nb: [1, 2\nc: 3\n")).singleElement().satisfies(problem -> {
            assertThat(problem.message()).startsWith("not valid YAML: ");
            assertThat(problem.location()).map(Location::line).contains(3);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n", "# nothing but a comment\n", "\t"})
    void nothingIsAFault(String text) {
        assertThat(faults(text)).extracting(Problem::message).containsExactly("f is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: !ruby/object:X {}", "a: !!binary aGk=", "a: !!int abc", "a: !x 5", "a: !!set {b}", "? [x, y]\n: 1", "a: \u0000",
        "--- 1\n--- 2\n", "a: *nowhere", "{<<: 5}", "&a [*a]", "&a {b: *a}", "a: &a {<<: *a}",
        "a: &a\n  <<: [*a]", "%YAML 9.9\n---\na: 1", "a: \"\\q\"",
        "a: \"\\UFFFFFFFF\"", "a: \"\\0\"", "a: \"\\ud800\"", "\"\\0\": a"})
    void whatATreeCannotHoldIsAFault(String text) {
        assertThat(faults(text)).isNotEmpty();
    }

    @Test
    void anAliasBombIsRefusedQuickly() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [lol, lol]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]%n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        assertThat(faults(bomb.toString())).extracting(Problem::message).contains("the aliases expand to more than 1000000 characters");
    }

    @Test
    void aBombOfOneLongTextIsRefused() {
        String bomb = "a: &a " + "x".repeat(100_000) + "\nb: [" + "*a, ".repeat(200) + "]\n";
        assertThat(faults(bomb)).extracting(Problem::message).containsExactly("the aliases expand to more than 1000000 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: "})
    void endlessNestingIsRefused(String opening) {
        assertThat(faults(opening.repeat(100_000))).singleElement().extracting(Problem::message).asString().contains("Nesting Depth");
    }

    @Test
    void aNumberThatNoReaderTakesBackIsRefused() {
        assertThat(faults("a: !!int " + "9".repeat(2_000))).extracting(Problem::message).containsExactly("the number has more than 1000 digits");
    }

    @Test
    void aPlaceThatIsNotThereIsLocatedAtTheNearestPartAbove() {
        Document document = Document.read("f", "a:\n  b:\n    - x\n    - y\n", problems).orElseThrow();
        Faults faults = document.faults(problems);
        faults.add(Path.of("a", "b").item(1), "second");
        faults.add(Path.of("a", "b").item(7), "no such item");
        faults.add(Path.of("a", "nope", "deeper"), "no such key");
        assertThat(problems.list()).extracting(Problem::toString)
                .containsExactly("f:4:7: a.b[1]: second", "f:2:3: a.b[7]: no such item", "f:1:1: a.nope.deeper: no such key");
    }
}
