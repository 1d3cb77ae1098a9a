package io.rowloom.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.value.Secret;
import io.rowloom.value.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How reality differs from what it should be. Pure. */
public final class Drift {
    private Drift() {}

    /**
     * Compares what was found; a property that was not found is taken to be as it should be. Where a secret is expected, what was found is one, too.
     *
     * @param expected all properties, secrets in it marked
     */
    public static List<Difference> between(ObjectNode expected, ObjectNode found) {
        List<Difference> differences = new ArrayList<>();
        found.properties().forEach(property -> compare(property.getKey(), expected.path(property.getKey()), property.getValue(), differences));
        return differences;
    }

    /** Whether the one set of properties is the other, and lacks none of it. */
    static boolean none(ObjectNode expected, ObjectNode real) {
        List<Difference> differences = new ArrayList<>();
        compare("", expected, real, differences);
        return differences.isEmpty();
    }

    /** The properties as they really are: those that were found, and the expected ones for the others. Secrets in clear. */
    public static ObjectNode overlaid(ObjectNode expected, ObjectNode found) {
        ObjectNode real = (ObjectNode) Secrets.reveal(expected);
        real.setAll(found);
        return real;
    }

    private static void compare(String path, JsonNode expected, JsonNode found, List<Difference> differences) {
        if (expected instanceof ObjectNode wanted && found instanceof ObjectNode real) {
            TreeSet<String> names = new TreeSet<>();
            wanted.fieldNames().forEachRemaining(names::add);
            real.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(path + "." + name, wanted.path(name), real.path(name), differences));
        } else if (!same(Secrets.reveal(expected), found)) {
            boolean secret = Secrets.contains(expected);
            differences.add(new Difference(path, present(expected), secret && !found.isMissingNode() ? Secret.of(found) : present(found)));
        }
    }

    private static JsonNode present(JsonNode value) {
        return value.isMissingNode() ? NullNode.instance : value;
    }

    private static boolean same(JsonNode expected, JsonNode found) {
        boolean bothAbsent = (expected.isMissingNode() || expected.isNull()) && (found.isMissingNode() || found.isNull());
        boolean sameNumber = expected.isNumber() && found.isNumber() && expected.decimalValue().compareTo(found.decimalValue()) == 0;
        return bothAbsent || sameNumber || expected.equals(found);
    }

    /** For a reason: {@code size, environment.LEVEL differ from what they should be}. */
    static String told(List<Difference> differences) {
        return differences.stream().map(Difference::path).collect(Collectors.joining(", ")) + (differences.size() == 1 ? " differs" : " differ")
                + " from what " + (differences.size() == 1 ? "it" : "they") + " should be";
    }
}
