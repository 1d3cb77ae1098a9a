package io.rowloom.cli.config;

import io.rowloom.db.DatabaseUrl;
import io.rowloom.problem.Problems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of a run together with where each came from.
 *
 * @param values texts as given; absent where there is neither value nor default
 */
public record Configuration(Config config, Map<Key, Sourced> values, Optional<Path> file) {
    /**
     * Finds, reads, merges and checks everything.
     *
     * @param asked the file that a flag or ROWLOOM_CONFIG names
     * @throws io.rowloom.problem.InvalidInputException with every fault
     */
    public static Configuration load(Map<Key, Sourced> flags, Map<String, String> environment, Optional<Path> asked, Path directory) {
        Problems problems = new Problems();
        Optional<Path> named = asked.or(() -> Optional.ofNullable(environment.get("ROWLOOM_CONFIG")).filter(name -> !name.isEmpty()).map(Path::of));
        Optional<Path> file = ConfigFile.locate(named, directory, environment);
        Map<String, Sourced> fromFile = file.map(path -> ConfigFile.read(path, problems)).orElse(Map.of());
        Map<Key, Sourced> merged = Layers.merge(flags, environment, fromFile, problems);
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        return new Configuration(Config.of(merged, home, problems), merged, file);
    }

    /** The value as a person may see it. */
    public String shown(Key key) {
        String text = Optional.ofNullable(values.get(key)).map(Sourced::text).orElse("");
        return switch (key) {
            case DB -> config.db().map(DatabaseUrl::toString).orElse("");
            case LOCK_URL -> config.lock().url().toString();
            case MEMBERSHIP_URL -> config.membership().url().toString();
            case SECRETS_KEY -> text.isEmpty() ? "" : "******";
            default -> text;
        };
    }

    public String source(Key key) {
        return Optional.ofNullable(values.get(key)).map(Sourced::source).orElse("not set");
    }
}
