package io.rowloom.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.store.MissingSecretsKeyException;
import io.rowloom.value.Secret;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {
    private final SecretBox box = new SecretBox(SecretBox.generateKey());
    private final Trees trees = new Trees(Optional.of(box));
    private final Trees keyless = new Trees(Optional.empty());

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "grüße \uD83D\uDE00 \"quoted\"", "\u0000"})
    void whatIsSealedCanBeOpened(String text) {
        assertThat(box.unseal(box.seal(text))).isEqualTo(text);
        assertThat(box.seal(text)).isNotEqualTo(box.seal(text)).startsWith("v1:");
    }

    @Test
    void anotherKeyOpensNothing() {
        String sealed = box.seal("s3cret");
        assertThatThrownBy(() -> new SecretBox(SecretBox.generateKey()).unseal(sealed)).isInstanceOf(IllegalStateException.class).hasMessageContaining("another key");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 30})
    void aChangedSealOpensNothing(int at) {
        byte[] bytes = Base64.getDecoder().decode(box.seal("a rather long secret").substring(3));
        bytes[at] ^= 1;
        assertThatThrownBy(() -> box.unseal("v1:" + Base64.getEncoder().encodeToString(bytes))).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1:", "v1:AAAA", "v1:not base64!", "v2:AAAA", ""})
    void whatIsNoSealIsRefused(String text) {
        assertThatThrownBy(() -> box.unseal(text)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "bm90IDMyIGJ5dGVz", "!!!!"})
    void aKeyThatIsNoneIsRefusedWithoutRepeatingIt(String key) {
        assertThatThrownBy(() -> new SecretBox(key)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("32 random bytes in Base64");
    }

    @Test
    void secretsInATreeComeBackAsSecrets() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("plain", "x");
        tree.set("password", Secret.of(TextNode.valueOf("s3cret")));
        tree.putArray("list").add(Secret.of(IntNode.valueOf(4711))).add(Secret.of(JsonNodeFactory.instance.objectNode().put("$sealed", "no")));

        String stored = trees.write(tree);

        assertThat(stored).contains("plain", "$sealed").doesNotContain("s3cret").doesNotContain("4711");
        assertThat(trees.readObject(stored)).isEqualTo(tree);
        assertThat(keyless.readObject(stored).path("password")).isEqualTo(Secret.of(TextNode.valueOf(Secret.MASK)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$sealed", "$$sealed", "$$$sealed", "sealed"})
    void whatAUserWroteIsNeverTakenForASeal(String key) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.putObject("nested").put(key, box.seal("x"));
        tree.putObject("two").put(key, "x").put("other", 1);
        ObjectNode top = JsonNodeFactory.instance.objectNode();
        top.set(key, tree);

        assertThat(trees.readObject(trees.write(top))).isEqualTo(top);
        assertThat(keyless.readObject(keyless.write(top))).isEqualTo(top);
    }

    @Test
    void aSecretIsNotStoredWithoutAKey() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.putObject("deep").set("password", Secret.of(TextNode.valueOf("s3cret")));

        assertThatThrownBy(() -> keyless.write(tree)).isInstanceOf(MissingSecretsKeyException.class).hasMessageNotContaining("s3cret");
    }

    @Test
    void whatPostgresqlCannotHoldIsReplaced() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("a\u0000b", "\uD800x\u0000\uD83D\uDE00");

        assertThat(trees.readObject(trees.write(tree))).isEqualTo(JsonNodeFactory.instance.objectNode().put("a\uFFFDb", "\uFFFDx\uFFFD\uD83D\uDE00"));
    }
}
