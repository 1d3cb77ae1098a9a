package io.rowloom.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.core.JsonFactory;
import io.rowloom.store.MissingSecretsKeyException;
import io.rowloom.value.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Trees as the columns of type jsonb hold them. A secret stands there as {@code {"$sealed": "…"}}; an object of a user that looks like one is stored with one more
 * {@code $}. Without a key nothing can be sealed, and what is sealed is read as a secret whose text is the mask.
 */
final class Trees {
    private static final String SEALED = "$sealed";
    private static final Pattern LOOKS_SEALED = Pattern.compile("\\$+sealed");
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).maxNumberLength(200_000).maxNestingDepth(10_000).build()).build());

    private final Optional<SecretBox> box;

    Trees(Optional<SecretBox> box) {
        this.box = box;
    }

    /** Whether there is a key. */
    boolean seal() {
        return box.isPresent();
    }

    /** @throws MissingSecretsKeyException when there is a secret in it and no key */
    String write(JsonNode tree) {
        return print(seal(tree));
    }

    @Nullable String write(Optional<? extends JsonNode> tree) {
        return tree.map(this::write).orElse(null);
    }

    JsonNode read(String text) {
        return unseal(parse(text));
    }

    ObjectNode readObject(String text) {
        return (ObjectNode) read(text);
    }

    private JsonNode seal(JsonNode tree) {
        return switch (tree) {
            case POJONode pojo when pojo.getPojo() instanceof Secret secret -> sealed(secret);
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                boolean alike = looksSealed(object);
                object.properties().forEach(e -> copy.set((alike ? "$" : "") + Texts.storable(e.getKey()), seal(e.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(item -> copy.add(seal(item)));
                yield copy;
            }
            case TextNode text -> TextNode.valueOf(Texts.storable(text.textValue()));
            default -> tree;
        };
    }

    private JsonNode sealed(Secret secret) {
        SecretBox sealing = box.orElseThrow(MissingSecretsKeyException::new);
        return JsonNodeFactory.instance.objectNode().put(SEALED, sealing.seal(print(secret.value())));
    }

    private JsonNode unseal(JsonNode tree) {
        return switch (tree) {
            case ObjectNode object when object.size() == 1 && object.path(SEALED).isTextual() -> Secret.of(opened(object.path(SEALED).textValue()));
            case ObjectNode object -> {
                boolean alike = looksSealed(object);
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                for (Map.Entry<String, JsonNode> e : object.properties()) {
                    copy.set(alike ? e.getKey().substring(1) : e.getKey(), unseal(e.getValue()));
                }
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(item -> copy.add(unseal(item)));
                yield copy;
            }
            default -> tree;
        };
    }

    private JsonNode opened(String sealed) {
        return box.map(b -> parse(b.unseal(sealed))).orElse(TextNode.valueOf(Secret.MASK));
    }

    private static boolean looksSealed(ObjectNode object) {
        return object.size() == 1 && LOOKS_SEALED.matcher(object.fieldNames().next()).matches();
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column holds what is no JSON", e);
        }
    }

    private static String print(JsonNode tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree holds what is no JSON", e);
        }
    }
}
