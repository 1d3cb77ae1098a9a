package io.rowloom.template;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What happens to the physical resource when the resource leaves the stack, or the stack goes. */
public enum DeletionPolicy {
    DELETE, RETAIN, SNAPSHOT,
    /** It is not the stack's: it has an {@code external_id}. Templates do not say this as a policy. */
    EXTERNAL;

    /** In any case: Heat's templates say {@code Retain} and {@code retain}. */
    static Optional<DeletionPolicy> of(String text) {
        return Arrays.stream(values()).filter(policy -> policy != EXTERNAL && policy.name().equals(text.toUpperCase(Locale.ROOT))).findAny();
    }
}
