package io.rowloom.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;

class SecretTest {
    private final ObjectNode tree = JsonNodeFactory.instance.objectNode().set("password", Secret.of(TextNode.valueOf("pa55word")));

    @Test
    void aTreeWithASecretPrintsTheMask() throws JsonProcessingException {
        assertThat(tree.toString()).isEqualTo("{\"password\":\"******\"}");
        assertThat(JsonMapper.builder().build().writeValueAsString(tree)).isEqualTo("{\"password\":\"******\"}");
    }

    @Test
    void fingerprintsSeeTheValueOfASecret() {
        Fingerprint fingerprint = Fingerprint.unkeyed();
        ObjectNode other = JsonNodeFactory.instance.objectNode().set("password", Secret.of(TextNode.valueOf("other")));
        assertThat(fingerprint.of(tree)).isNotEqualTo(fingerprint.of(other)).isEqualTo(fingerprint.of(Secrets.reveal(tree)));
    }

    @Test
    void fingerprintsDoNotDependOnTheOrderOfKeysButOnKindsAndQuotes() {
        Fingerprint fingerprint = Fingerprint.unkeyed();
        ObjectNode ab = JsonNodeFactory.instance.objectNode().put("a", 1).put("b", 2);
        ObjectNode ba = JsonNodeFactory.instance.objectNode().put("b", 2).put("a", 1);
        assertThat(fingerprint.of(ab)).isEqualTo(fingerprint.of(ba));
        assertThat(fingerprint.of(TextNode.valueOf("1"))).isNotEqualTo(fingerprint.of(JsonNodeFactory.instance.numberNode(1)));
        assertThat(fingerprint.of(ab.textNode("a\",\"b"))).isNotEqualTo(fingerprint.of(ab.arrayNode().add("a").add("b")));
    }
}
