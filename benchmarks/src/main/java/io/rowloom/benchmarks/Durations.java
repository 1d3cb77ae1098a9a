package io.rowloom.benchmarks;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code 90s}, {@code 30m}, {@code 2h}. */
public final class Durations {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5})(s|m|h)");

    private Durations() {}

    public static Optional<Duration> of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        });
    }
}
