package io.rowloom.template.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A change that an update must not make to a resource. Heat's words. */
public enum Restriction {
    /** No change in place. */
    UPDATE,
    /** No new copy instead of the one that is there. */
    REPLACE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Restriction> of(String word) {
        return Arrays.stream(values()).filter(restriction -> restriction.word().equals(word)).findAny();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Restriction::word).toList();
    }

    /** Heat's sentence. */
    public String reason() {
        return word() + " is restricted for resource.";
    }
}
