package io.rowloom.cli.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}. */
public final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

    private Durations() {}

    /** @throws IllegalArgumentException with a message for people */
    public static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no duration: write a whole number and a unit, as in 500ms, 30s, 5m, 2h or 1d");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** Short, for people: {@code 0.4s}, {@code 12s}, {@code 3m05s}, {@code 2h10m}. */
    public static String show(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        long seconds = millis / 1000;
        if (seconds < 10) {
            return "%d.%ds".formatted(seconds, millis % 1000 / 100);
        }
        if (seconds < 60) {
            return seconds + "s";
        }
        return seconds < 3600 ? "%dm%02ds".formatted(seconds / 60, seconds % 60) : "%dh%02dm".formatted(seconds / 3600, seconds % 3600 / 60);
    }
}
