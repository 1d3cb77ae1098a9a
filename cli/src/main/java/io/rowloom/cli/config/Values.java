package io.rowloom.cli.config;

import io.rowloom.problem.Problem;
import io.rowloom.problem.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads settings as what they should be. A fault becomes a problem, and the default stands in, so that the reading goes on to the next fault. */
final class Values {
    private final Map<Key, Sourced> values;
    private final Path home;
    private final Problems problems;

    Values(Map<Key, Sourced> values, Path home, Problems problems) {
        this.values = values;
        this.home = home;
        this.problems = problems;
    }

    Optional<String> text(Key key) {
        return Optional.ofNullable(values.get(key)).map(Sourced::text).filter(text -> !text.isBlank());
    }

    <T> Optional<T> parsed(Key key, Function<String, T> parser) {
        return text(key).flatMap(text -> {
            try {
                return Optional.of(parser.apply(text));
            } catch (IllegalArgumentException e) {
                problem(key, String.valueOf(e.getMessage()));
                return key.fallback().isEmpty() ? Optional.empty() : Optional.of(parser.apply(key.fallback()));
            }
        });
    }

    int integer(Key key, int min, int max) {
        return parsed(key, text -> whole(text, min, max)).orElse(min);
    }

    Duration duration(Key key) {
        return parsed(key, Durations::parse).orElse(Duration.ZERO);
    }

    Optional<Path> path(Key key) {
        return parsed(key, this::expanded);
    }

    List<Path> paths(Key key) {
        return text(key).map(text -> ConfigFile.items(text).stream().map(this::expanded).toList()).orElse(List.of());
    }

    void problem(Key key, String message) {
        Sourced value = values.get(key);
        problems.add(Problem.at(key.key(), message + (value == null ? "" : " [from " + value.source() + "]")));
    }

    void problem(Key key, String message, String advice) {
        problem(key, message + (advice.isEmpty() ? "" : " (" + advice + ")"));
    }

    private Path expanded(String text) {
        return text.equals("~") || text.startsWith("~/") ? home.resolve(text.substring(Math.min(2, text.length()))) : Path.of(text);
    }

    private static int whole(String text, int min, int max) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            // told below, as a number out of range is
        }
        throw new IllegalArgumentException("'" + text + "' is no whole number from " + min + " to " + max);
    }
}
