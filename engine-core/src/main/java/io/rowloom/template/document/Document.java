package io.rowloom.template.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.CharMatcher;
import io.rowloom.problem.Location;
import io.rowloom.problem.Problem;
import io.rowloom.problem.Problems;
import java.io.StringReader;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A YAML or JSON text as a tree, with the line and column of every part.
 *
 * <p>YAML 1.1 as Heat reads it: yes, no, on and off are booleans, but dates are texts. Keys are texts as they are written. Duplicate keys,
 * tags of programming languages, references of a part to itself, and aliases that blow the text up are faults. Not thread-safe.
 */
public final class Document {
    /** In characters; a template of 10,000 resources has about two millions. */
    static final int LONGEST_TEXT = 32_000_000;
    static final int DEEPEST_NESTING = 200;

    private final JsonNode tree;
    private final Locations locations;

    private Document(JsonNode tree, Locations locations) {
        this.tree = tree;
        this.locations = locations;
    }

    /** Empty when there is no tree at all; then {@code problems} says why. With a tree there may be problems, too. */
    public static Optional<Document> read(String source, String text, Problems problems) {
        if (CharMatcher.whitespace().matchesAllOf(text)) {
            problems.add(Problem.at("", source + " is empty"));
            return Optional.empty();
        }
        return compose(source, JsonText.asYaml(text), problems).map(root -> {
            Locations locations = new Locations(source, root);
            Faults faults = new Faults(problems, locations::of);
            return new Document(new TreeMaker(text.length(), faults).make(root, Path.ROOT), locations);
        });
    }

    private static Optional<Node> compose(String source, String text, Problems problems) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST_TEXT);
        options.setNestingDepthLimit(DEEPEST_NESTING);
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);     // TreeMaker limits what they expand to, which is what matters
        try {
            Optional<Node> root = Optional.ofNullable(new Yaml(options).compose(new StringReader(text)));
            if (root.isEmpty()) {
                problems.add(Problem.at("", source + " is empty"));
            }
            return root;
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            Optional<Location> at = Optional.ofNullable(mark).map(m -> Locations.at(source, m));
            problems.add(Problem.at("", "not valid YAML: " + Optional.ofNullable(e.getProblem()).orElse(e.getContext())).in(at));
        } catch (YAMLException e) {
            problems.add(Problem.at("", source + " is not valid YAML: " + e.getMessage()));
        } catch (IllegalArgumentException _) {      // SnakeYAML 2.7 lets it through
            problems.add(Problem.at("", source + " is not valid YAML: it contains an escape \\U with a number that is no character"));
        }
        return Optional.empty();
    }

    public JsonNode tree() {
        return tree;
    }

    /** Collects problems with their places in this document. */
    public Faults faults(Problems problems) {
        return new Faults(problems, locations::of);
    }
}
