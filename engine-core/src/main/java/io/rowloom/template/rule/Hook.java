package io.rowloom.template.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A point at which a resource waits until somebody says that it may go on. Heat's words. */
public enum Hook {
    PRE_CREATE, PRE_UPDATE, PRE_DELETE, POST_CREATE, POST_UPDATE, POST_DELETE;

    /** As users write it: {@code pre-create}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Hook> of(String word) {
        return Arrays.stream(values()).filter(hook -> hook.word().equals(word)).findAny();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Hook::word).toList();
    }

    /** Whether it comes after the action; then the action's result is recorded before the wait begins. */
    public boolean post() {
        return switch (this) {
            case PRE_CREATE, PRE_UPDATE, PRE_DELETE -> false;
            case POST_CREATE, POST_UPDATE, POST_DELETE -> true;
        };
    }
}
