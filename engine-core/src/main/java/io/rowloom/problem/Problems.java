package io.rowloom.problem;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the faults of one input, so that the user sees all of them at once. Not thread-safe. */
public final class Problems {
    private final Set<Problem> found = new LinkedHashSet<>();

    public void add(Problem problem) {
        found.add(problem);
    }

    public void add(String path, String message) {
        add(Problem.at(path, message));
    }

    public void addAll(List<Problem> problems) {
        problems.forEach(this::add);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Problem> list() {
        return List.copyOf(found);
    }

    /** @throws InvalidInputException with everything found so far, if that is anything */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidInputException(list());
        }
    }
}
