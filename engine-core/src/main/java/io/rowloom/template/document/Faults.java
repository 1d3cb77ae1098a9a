package io.rowloom.template.document;

import io.rowloom.problem.Location;
import io.rowloom.problem.Problem;
import io.rowloom.problem.Problems;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.error.Mark;

/** Collects problems of one document and gives each its line and column. Not thread-safe. */
public final class Faults {
    /** Looking for similar names costs a pass over all names; a text with thousands of wrong names must not make that quadratic. */
    private static final int MOST_SUGGESTIONS = 100;

    private final Problems problems;
    private final Function<Path, Optional<Location>> locations;
    private int suggestions;

    public Faults(Problems problems, Function<Path, Optional<Location>> locations) {
        this.problems = problems;
        this.locations = locations;
    }

    /** For trees whose text is not at hand. */
    public static Faults unlocated(Problems problems) {
        return new Faults(problems, _ -> Optional.empty());
    }

    public void add(Path path, String message) {
        add(path, message, "");
    }

    public void add(Path path, String message, String advice) {
        problems.add(new Problem(path.toString(), message, advice, locations.apply(path)));
    }

    /** For faults whose place in the text is not that of their path. */
    void addAt(Mark mark, Path path, String message, String advice) {
        Optional<Location> nearby = locations.apply(path);
        problems.add(new Problem(path.toString(), message, advice, nearby.map(l -> Locations.at(l.source(), mark))));
    }

    /** A name that is not among the known ones; advises the most similar. */
    public void addUnknownName(Path path, String message, String name, Collection<String> known) {
        Optional<String> nearest = suggestions++ < MOST_SUGGESTIONS ? NearestName.to(name, known) : Optional.empty();
        add(path, message, nearest.map(n -> "did you mean '" + n + "'?").orElse(""));
    }
}
