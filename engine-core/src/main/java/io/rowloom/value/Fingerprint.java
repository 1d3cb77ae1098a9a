package io.rowloom.value;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes trees so that equal trees, whatever the order of their keys, have equal hashes. Secrets count with their value; the hash is keyed
 * (HMAC-SHA-256), so that a stored hash gives no way to guess a short secret. Thread-safe. 128 bits, as 32 hex digits.
 */
public final class Fingerprint {
    private static final int BYTES = 16;
    private final Mac prepared;

    /** @param key the installation's secrets key, or any constant where no secrets are used; all engines of a database need the same */
    public Fingerprint(byte[] key) {
        try {
            prepared = Mac.getInstance("HmacSHA256");
            prepared.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    /** For installations without a secrets key: those can hold no secret, so a public constant will do. */
    public static Fingerprint unkeyed() {
        return new Fingerprint("rowloom".getBytes(StandardCharsets.UTF_8));
    }

    public String of(JsonNode tree) {
        byte[] hash = mac().doFinal(canonical(tree).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, BYTES);
    }

    /** A copy is quicker to have than a new one: that begins with a search through the providers. */
    private Mac mac() {
        try {
            return (Mac) prepared.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java's HmacSHA256 cannot be copied", e);
        }
    }

    private static String canonical(JsonNode tree) {
        StringBuilder text = new StringBuilder();
        canonical(tree, text);
        return text.toString();
    }

    private static void canonical(JsonNode tree, StringBuilder text) {
        String separator = "";
        if (tree instanceof POJONode pojo && pojo.getPojo() instanceof Secret secret) {
            canonical(secret.value(), text);
        } else if (tree.isObject()) {
            TreeMap<String, JsonNode> sorted = new TreeMap<>();
            tree.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
            text.append('{');
            for (var entry : sorted.entrySet()) {
                quote(entry.getKey(), text.append(separator));
                canonical(entry.getValue(), text.append(':'));
                separator = ",";
            }
            text.append('}');
        } else if (tree.isArray()) {
            text.append('[');
            for (JsonNode item : tree) {
                canonical(item, text.append(separator));
                separator = ",";
            }
            text.append(']');
        } else if (tree.isTextual()) {
            quote(tree.textValue(), text);
        } else {
            text.append(tree.asText());
        }
    }

    private static void quote(String value, StringBuilder text) {
        JsonStringEncoder.getInstance().quoteAsString(value, text.append('"'));
        text.append('"');
    }
}
