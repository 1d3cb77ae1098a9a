package io.rowloom.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private final ObjectNode tree = JsonNodeFactory.instance.objectNode();

    SecretsTest() {
        tree.put("user", "anna");
        tree.set("password", Secret.of(TextNode.valueOf("hunter2")));
        ObjectNode key = JsonNodeFactory.instance.objectNode().put("id", "key-long").put("bits", 4096).put("none", "");
        tree.putArray("keys").add(Secret.of(key)).add("plain");
    }

    @Test
    void revealedTreesAreInClear() {
        assertThat(Secrets.reveal(tree)).hasToString("""
                {"user":"anna","password":"hunter2","keys":[{"id":"key-long","bits":4096,"none":""},"plain"]}""");
    }

    @Test
    void maskedTreesShowTheMask() {
        assertThat(Secrets.mask(tree)).hasToString("""
                {"user":"anna","password":"******","keys":["******","plain"]}""");
    }

    @Test
    void theGivenTreeIsNeverChanged() {
        ObjectNode copy = tree.deepCopy();
        Secrets.reveal(tree);
        Secrets.mask(tree);
        assertThat(tree).isEqualTo(copy);
        ((ObjectNode) Secrets.mask(tree)).put("user", "eve");
        assertThat(tree.get("user").asText()).isEqualTo("anna");
    }

    @Test
    void aTreeThatIsTurnedToTextByMistakeShowsTheMask() throws Exception {
        assertThat(tree.toString()).doesNotContain("hunter2").doesNotContain("key-long").contains(Secret.MASK);
        assertThat(new ObjectMapper().writeValueAsString(tree)).doesNotContain("hunter2").contains(Secret.MASK);
        assertThat(tree.get("password").asText()).isEqualTo(Secret.MASK);
        assertThat(new Secret(TextNode.valueOf("hunter2"))).hasToString(Secret.MASK);
    }

    @Test
    void secretsAreFoundAtAnyDepth() {
        assertThat(Secrets.contains(tree)).isTrue();
        assertThat(Secrets.contains(Secret.of(IntNode.valueOf(1)))).isTrue();
        assertThat(Secrets.contains(Secrets.reveal(tree))).isFalse();
        assertThat(Secrets.contains(NullNode.instance)).isFalse();
    }

    @Test
    void textsAreThoseOfSecretsOnlyLongestFirst() {
        assertThat(Secrets.texts(tree)).containsExactly("key-long", "hunter2", "4096");
    }

    @Test
    void messagesAreRedactedLongestFirst() {
        ObjectNode nested = JsonNodeFactory.instance.objectNode();
        nested.set("short", Secret.of(TextNode.valueOf("pass")));
        nested.set("long", Secret.of(TextNode.valueOf("password1")));
        nested.set("tiny", Secret.of(TextNode.valueOf("in")));
        assertThat(Secrets.redact("login with password1 or pass failed in anna", nested)).isEqualTo("login with ****** or ****** failed in anna");
    }

    @Test
    void aSecretIsMarkedOnceAndNothingIsNoSecret() {
        var once = Secret.of(TextNode.valueOf("x"));
        assertThat(Secret.of(once)).isSameAs(once);
        assertThat(Secret.isSecret(Secret.of(NullNode.instance))).isFalse();
        assertThatThrownBy(() -> new Secret(once)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsMadeFromASecretIsMarked() {
        ObjectNode outputs = JsonNodeFactory.instance.objectNode().put("url", "postgresql://anna:hunter2@db").put("user", "anna");
        outputs.putArray("lines").add("hunter2").add(4096);
        JsonNode marked = Secrets.markLike(tree, outputs);
        assertThat(marked).hasToString("""
                {"url":"******","user":"anna","lines":["******","******"]}""");
        assertThat(Secrets.reveal(marked)).isEqualTo(outputs);
    }
}
