package io.rowloom.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.value.Secret;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftTest {
    private static final ObjectNode EXPECTED = tree("{'size': 3, 'env': {'LEVEL': 'info', 'HOME': '/'}, 'tags': ['a', 'b']}");

    @Test
    void whatIsAsItShouldBeDoesNotDiffer() {
        assertThat(Drift.between(EXPECTED, EXPECTED)).isEmpty();
        assertThat(Drift.between(EXPECTED, tree("{'size': 3.0}"))).as("a number is a number").isEmpty();
    }

    @Test
    void whatCannotBeReadCountsAsRight() {
        assertThat(Drift.between(EXPECTED, tree("{}"))).isEmpty();
    }

    @Test
    void theDeepestPlaceThatDiffersIsNamed() {
        assertThat(Drift.between(EXPECTED, tree("{'env': {'LEVEL': 'debug', 'HOME': '/'}, 'tags': ['b']}"))).containsExactly(
                new Difference("env.LEVEL", TextNode.valueOf("info"), TextNode.valueOf("debug")),
                new Difference("tags", EXPECTED.get("tags"), tree("{'x': ['b']}").get("x")));
    }

    @Test
    void whatIsThereTooMuchOrTooLittleDiffers() {
        assertThat(Drift.between(EXPECTED, tree("{'env': {'LEVEL': 'info', 'EXTRA': 'x'}, 'more': 1}"))).extracting(Difference::path)
                .containsExactly("env.EXTRA", "env.HOME", "more");
        assertThat(Drift.between(EXPECTED, tree("{'size': null}"))).containsExactly(new Difference("size", EXPECTED.get("size"), NullNode.instance));
        assertThat(Drift.between(EXPECTED, tree("{'other': null}"))).as("nothing where nothing should be").isEmpty();
    }

    @Test
    void whatIsFoundInThePlaceOfASecretIsASecret() {
        ObjectNode expected = JsonNodeFactory.instance.objectNode();
        expected.set("password", Secret.of(TextNode.valueOf("right")));
        assertThat(Drift.between(expected, tree("{'password': 'right'}"))).isEmpty();
        List<Difference> drift = Drift.between(expected, tree("{'password': 'wrong'}"));
        assertThat(drift).singleElement().satisfies(d -> {
            assertThat(Secret.isSecret(d.expected())).isTrue();
            assertThat(Secret.isSecret(d.found())).isTrue();
            assertThat(d.toString()).doesNotContain("wrong").doesNotContain("right");
        });
    }

    @Test
    void realityIsWhatWasFoundAndForTheRestWhatIsExpected() {
        assertThat(Drift.overlaid(EXPECTED, tree("{'size': 9}"))).isEqualTo(tree("{'size': 9, 'env': {'LEVEL': 'info', 'HOME': '/'}, 'tags': ['a', 'b']}"));
        assertThat(EXPECTED.get("size").asInt()).isEqualTo(3);
    }

    static ObjectNode tree(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
