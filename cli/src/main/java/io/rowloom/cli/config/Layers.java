package io.rowloom.cli.config;

import io.rowloom.problem.Problem;
import io.rowloom.problem.Problems;
import io.rowloom.template.document.NearestName;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Merges what flags, environment and file say, in this order; then the defaults. */
public final class Layers {
    /** Variables with our prefix that are no settings: the launcher's, and the one that names the file. */
    private static final Set<String> OTHER_VARIABLES =
            Set.of("ROWLOOM_CONFIG", "ROWLOOM_JAVA_HOME", "ROWLOOM_JAVA_OPTIONS", "ROWLOOM_HOME", "ROWLOOM_TERMINAL", "ROWLOOM_DEBUG", "ROWLOOM_NO_BUILD");
    private static final String PREFIX = "ROWLOOM_";

    private final Problems problems;
    private final EnumMap<Key, Sourced> merged = new EnumMap<>(Key.class);

    private Layers(Problems problems) {
        this.problems = problems;
    }

    /**
     * The value in force of every setting; those without value or default are absent. Faults go to {@code problems}.
     *
     * @param flags by setting, with the flag as the source
     */
    public static Map<Key, Sourced> merge(Map<Key, Sourced> flags, Map<String, String> environment, Map<String, Sourced> file, Problems problems) {
        Layers layers = new Layers(problems);
        layers.merged.putAll(flags);
        layers.environment(environment);
        layers.file(file);
        for (Key key : Key.values()) {
            if (!key.fallback().isEmpty()) {
                layers.merged.putIfAbsent(key, new Sourced(key.fallback(), "default"));
            }
        }
        return layers.merged;
    }

    private void environment(Map<String, String> environment) {
        List<String> known = Stream.of(Key.values()).map(Key::environmentName).toList();
        new TreeMap<>(environment).forEach((name, text) -> {
            int index = known.indexOf(name);
            if (index >= 0 && !text.isEmpty()) {
                merged.putIfAbsent(Key.values()[index], new Sourced(text, name));
            } else if (index < 0 && name.startsWith(PREFIX) && !OTHER_VARIABLES.contains(name)) {
                problems.add(unknown(name, "the environment", known));
            }
        });
    }

    private void file(Map<String, Sourced> file) {
        file.forEach((name, value) -> Key.of(name).ifPresentOrElse(
                key -> merged.putIfAbsent(key, value), () -> problems.add(unknown(name, value.source(), Key.names()))));
    }

    /** @param known the names that settings have in that place */
    public static Problem unknown(String name, String where, List<String> known) {
        return Problem.at(name, "there is no such setting (in " + where + ")")
                .advise(NearestName.to(name, known).map(near -> "did you mean " + near + "?").orElse("'rowloom config' lists all settings"));
    }
}
