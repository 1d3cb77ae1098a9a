package io.rowloom.template.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The words that Heat takes for booleans (oslo.utils' strict {@code bool_from_string}), in any case. */
public final class Booleans {
    private static final Set<String> TRUE = Set.of("1", "t", "true", "on", "y", "yes");
    private static final Set<String> FALSE = Set.of("0", "f", "false", "off", "n", "no");

    private Booleans() {}

    public static Optional<Boolean> of(JsonNode value) {
        String word = value.isContainerNode() ? "" : value.asText().strip().toLowerCase(Locale.ROOT);
        return TRUE.contains(word) ? Optional.of(true) : FALSE.contains(word) ? Optional.of(false) : Optional.empty();
    }
}
