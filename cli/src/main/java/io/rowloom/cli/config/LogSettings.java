package io.rowloom.cli.config;

import java.util.Arrays;
import java.util.Locale;

/** How a worker logs. */
public record LogSettings(Format format, Level level) {
    /** One line per event, for people or for machines. */
    public enum Format { TEXT, JSON }

    /** What is logged: this and everything graver. */
    public enum Level { ERROR, WARN, INFO, DEBUG, TRACE }

    static <E extends Enum<E>> E word(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants()).filter(value -> value.name().equalsIgnoreCase(text.strip())).findAny()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is none of "
                        + String.join(", ", Arrays.stream(type.getEnumConstants()).map(value -> value.name().toLowerCase(Locale.ROOT)).toList())));
    }
}
