package io.rowloom.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What can be done with the secrets in a tree. Pure; the given tree is never changed. */
public final class Secrets {
    /** Shorter texts are not redacted: they would blank out ordinary words. */
    private static final int SHORTEST_REDACTED = 4;

    private Secrets() {}

    /** The tree as a plugin needs it: every secret in clear. */
    public static JsonNode reveal(JsonNode tree) {
        return replace(tree, Secret::value);
    }

    /** The tree as a person may see it: every secret as {@value Secret#MASK}. */
    public static JsonNode mask(JsonNode tree) {
        return replace(tree, _ -> TextNode.valueOf(Secret.MASK));
    }

    public static boolean contains(JsonNode tree) {
        if (Secret.isSecret(tree)) {
            return true;
        }
        for (JsonNode child : tree) {
            if (contains(child)) {
                return true;
            }
        }
        return false;
    }

    /** The texts of all secrets in the tree. */
    public static Set<String> texts(JsonNode tree) {
        Set<String> found = new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        collect(tree, false, found);
        return found;
    }

    /** A message with every secret of the tree blanked out, longest first. For reasons and captured output. */
    public static String redact(String message, JsonNode tree) {
        String result = message;
        for (String secret : texts(tree)) {
            if (secret.length() >= SHORTEST_REDACTED) {
                result = result.replace(secret, Secret.MASK);
            }
        }
        return result;
    }

    /** The tree with every leaf marked as secret that contains the text of a secret of {@code source}: what is made from a secret is one. */
    public static JsonNode markLike(JsonNode source, JsonNode tree) {
        Set<String> secrets = texts(source);
        secrets.removeIf(secret -> secret.length() < SHORTEST_REDACTED);
        return secrets.isEmpty() ? tree : markContaining(secrets, tree);
    }

    private static JsonNode markContaining(Set<String> secrets, JsonNode tree) {
        return switch (tree) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(entry -> copy.set(entry.getKey(), markContaining(secrets, entry.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(item -> copy.add(markContaining(secrets, item)));
                yield copy;
            }
            default -> !Secret.isSecret(tree) && secrets.stream().anyMatch(tree.asText()::contains) ? Secret.of(tree) : tree;
        };
    }

    /** Replaces every secret with what {@code how} makes of it. */
    public static JsonNode replace(JsonNode tree, Function<Secret, JsonNode> how) {
        return switch (tree) {
            case POJONode pojo when pojo.getPojo() instanceof Secret secret -> how.apply(secret);
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(entry -> copy.set(entry.getKey(), replace(entry.getValue(), how)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(item -> copy.add(replace(item, how)));
                yield copy;
            }
            default -> tree;
        };
    }

    private static void collect(JsonNode tree, boolean inSecret, Set<String> found) {
        if (tree instanceof POJONode pojo && pojo.getPojo() instanceof Secret secret) {
            collect(secret.value(), true, found);
        } else if (tree.isContainerNode()) {
            tree.forEach(child -> collect(child, inSecret, found));
        } else if (inSecret && !tree.asText().isEmpty()) {
            found.add(tree.asText());
        }
    }
}
