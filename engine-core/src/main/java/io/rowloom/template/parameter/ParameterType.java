package io.rowloom.template.parameter;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The types that a template can declare for a parameter. */
public enum ParameterType {
    STRING, NUMBER, COMMA_DELIMITED_LIST, JSON, BOOLEAN;

    /** As templates write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ParameterType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findAny();
    }
}
