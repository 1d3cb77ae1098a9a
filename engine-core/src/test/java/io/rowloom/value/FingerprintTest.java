package io.rowloom.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {
    private final Fingerprint fingerprint = Fingerprint.unkeyed();

    @Test
    void theOrderOfKeysDoesNotCountAtAnyDepth() {
        assertThat(hash("{\"a\":1,\"b\":{\"c\":[1,2],\"d\":null}}")).isEqualTo(hash("{\"b\":{\"d\":null,\"c\":[1,2]},\"a\":1}")).matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"a\":1} | {\"a\":2}", "{\"a\":1} | {\"a\":\"1\"}", "{\"a\":null} | {}", "[1,2] | [2,1]", "[[1],2] | [1,[2]]", "{\"a\":[]} | {\"a\":{}}",
        "{\"a\":\"b\",\"c\":\"d\"} | {\"a\":\"b\\\",\\\"c\\\":\\\"d\"}", "true | \"true\"", "[\"a,b\"] | [\"a\",\"b\"]", "[] | [null]"})
    void differentTreesHaveDifferentHashes(String one, String other) {
        assertThat(hash(one)).isNotEqualTo(hash(other));
    }

    @Test
    void secretsCountWithTheirValue() {
        ObjectNode marked = JsonNodeFactory.instance.objectNode();
        marked.set("a", Secret.of(TextNode.valueOf("hunter2")));
        assertThat(fingerprint.of(marked)).isEqualTo(hash("{\"a\":\"hunter2\"}")).isNotEqualTo(hash("{\"a\":\"******\"}"));
    }

    @Test
    void anotherKeyGivesAnotherHash() {
        Fingerprint keyed = new Fingerprint("another key".getBytes(StandardCharsets.UTF_8));
        assertThat(keyed.of(read("{}"))).isNotEqualTo(fingerprint.of(read("{}")));
        assertThat(new Fingerprint("another key".getBytes(StandardCharsets.UTF_8)).of(read("{}"))).isEqualTo(keyed.of(read("{}")));
    }

    private String hash(String json) {
        return fingerprint.of(read(json));
    }

    private static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
