package io.rowloom.problem;

import java.util.List;
import java.util.stream.Collectors;

/** The user's input cannot be accepted; nothing was written. Carries every fault that was found. */
public final class InvalidInputException extends RuntimeException {
    private final transient List<Problem> problems;

    public InvalidInputException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
