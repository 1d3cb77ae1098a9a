package io.rowloom.template;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What comes first when a new copy takes the place of an old one. */
public enum ReplacementOrder {
    /** The old copy goes at the end, after everything that required it has moved to the new one. */
    CREATE_FIRST,
    /** For what cannot exist twice. What requires the old copy refers to nothing until the new one is there and it is updated itself. */
    DELETE_FIRST;

    /** As users write it: {@code delete_first}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ReplacementOrder> of(String word) {
        return Arrays.stream(values()).filter(order -> order.word().equals(word)).findAny();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(ReplacementOrder::word).toList();
    }
}
