package io.rowloom.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes trees so that equal trees, whatever the order of their keys, have equal hashes. Secrets count with their value; the hash is keyed
 * (HMAC-SHA-256), so that a stored hash gives no way to guess a short secret. Thread-safe. 128 bits, as 32 hex digits.
 */
public final class Fingerprint {
    private static final int BYTES = 16;
    private final SecretKeySpec key;

    /** @param key the installation's secrets key, or any constant where no secrets are used; all engines of a database need the same */
    public Fingerprint(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** For installations without a secrets key: those can hold no secret, so a public constant will do. */
    public static Fingerprint unkeyed() {
        return new Fingerprint("rowloom".getBytes(StandardCharsets.UTF_8));
    }

    public String of(JsonNode tree) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] hash = mac.doFinal(canonical(Secrets.reveal(tree)).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    private static String canonical(JsonNode tree) {
        if (tree.isObject()) {
            TreeMap<String, JsonNode> sorted = new TreeMap<>();
            tree.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
            return sorted.entrySet().stream()
                    .map(entry -> quoted(entry.getKey()) + ":" + canonical(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (tree.isArray()) {
            return StreamSupport.stream(tree.spliterator(), false).map(Fingerprint::canonical).collect(Collectors.joining(",", "[", "]"));
        }
        return tree.toString();
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
