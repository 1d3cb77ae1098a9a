package io.rowloom.cli.command;

import io.rowloom.cli.config.Durations;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads values of options, where a fault should read like every other one. */
final class Options {
    private Options() {}

    static Optional<Duration> duration(String option, @Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Durations::parse);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(List.of(Problem.at(option, String.valueOf(e.getMessage()))));
        }
    }
}
