package io.rowloom.cli.config;

import io.rowloom.problem.Location;
import io.rowloom.problem.Problem;
import io.rowloom.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads a configuration file: YAML, where {@code worker: {slots: 4}} and {@code worker.slots: 4} mean the same. Scalars are taken as they are
 * written. Faults go to the problems, with their line.
 */
public final class ConfigFile {
    /** Deeper than any setting's name, so that a document that contains itself ends. */
    private static final int DEEPEST = 3;

    private final String name;
    private final Problems problems;
    private final Map<String, Sourced> found = new LinkedHashMap<>();

    private ConfigFile(String name, Problems problems) {
        this.name = name;
        this.problems = problems;
    }

    /** The file that counts: the one that was asked for, else the first that exists of the usual places. */
    public static Optional<Path> locate(Optional<Path> asked, Path directory, Map<String, String> environment) {
        if (asked.isPresent()) {
            return asked;
        }
        Path home = Path.of(environment.getOrDefault("HOME", "."));
        Path user = Path.of(environment.getOrDefault("XDG_CONFIG_HOME", home.resolve(".config").toString()));
        return Stream.of(directory.resolve("rowloom.yaml"), user.resolve("rowloom").resolve("config.yaml")).filter(Files::isRegularFile).findFirst();
    }

    public static Map<String, Sourced> read(Path file, Problems problems) {
        try {
            return parse(file.toString(), Files.readString(file), problems);
        } catch (IOException e) {
            problems.add(Problem.at("", "the configuration file " + file + " cannot be read: " + e.getClass().getSimpleName())
                    .advise("give an existing UTF-8 file with --config, or leave it out"));
            return Map.of();
        }
    }

    static Map<String, Sourced> parse(String name, String text, Problems problems) {
        ConfigFile file = new ConfigFile(name, problems);
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new java.io.StringReader(text));
            if (root instanceof MappingNode mapping) {
                file.mapping("", mapping, 1);
            } else if (root != null) {
                file.problem("", "a configuration file must be a map of settings", root);
            }
        } catch (MarkedYAMLException e) {
            problems.add(Problem.at("", "this is no valid YAML: " + e.getProblem())
                    .in(Optional.of(new Location(name, e.getProblemMark().getLine() + 1, e.getProblemMark().getColumn() + 1))));
        } catch (YAMLException e) {
            problems.add(Problem.at("", name + " is no valid YAML: " + e.getMessage()));
        }
        return file.found;
    }

    private void mapping(String prefix, MappingNode node, int depth) {
        for (NodeTuple entry : node.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key) {
                value(prefix + key.getValue(), entry.getValueNode(), key, depth);
            } else {
                problem(prefix, "the name of a setting must be a plain word", entry.getKeyNode());
            }
        }
    }

    private void value(String path, Node node, Node key, int depth) {
        switch (node) {
            case MappingNode mapping when depth < DEEPEST -> mapping(path + ".", mapping, depth + 1);
            case SequenceNode list when list.getValue().stream().allMatch(ScalarNode.class::isInstance) -> put(path, list.getValue().stream()
                    .map(item -> ((ScalarNode) item).getValue()).collect(Collectors.joining(":")), key);
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> { }
            case ScalarNode scalar -> put(path, scalar.getValue(), key);
            default -> problem(path, "a setting must be a plain value, or a list of them", node);
        }
    }

    private void put(String path, String text, Node key) {
        if (found.put(path, new Sourced(text, name + ":" + (key.getStartMark().getLine() + 1))) != null) {
            problem(path, "this setting is given twice", key);
        }
    }

    private void problem(String path, String message, Node node) {
        problems.add(Problem.at(path, message).in(Optional.of(
                new Location(name, node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1))));
    }

    static List<String> items(String text) {
        return Stream.of(text.split(":")).filter(item -> !item.isBlank()).toList();
    }
}
