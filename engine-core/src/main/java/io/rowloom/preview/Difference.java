package io.rowloom.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.template.document.Path;
import io.rowloom.template.expression.Unknown;
import io.rowloom.value.Secrets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where two trees of properties differ, as deep as it can be told: into maps, and into lists of equal length. A secret is never looked into, and what is
 * unknown is always named. Pure.
 */
final class Difference {
    private static final String ROOT = "properties";
    private static final Comparator<JsonNode> NUMBERS_BY_VALUE = (a, b) ->
            a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) : a.equals(b) ? 0 : 1;

    private final Set<String> forcing;
    private final List<PropertyChange> found = new ArrayList<>();

    private Difference(Set<String> forcing) {
        this.forcing = forcing;
    }

    /** @param forcing names of the properties whose changes force something */
    static List<PropertyChange> between(ObjectNode before, ObjectNode after, Set<String> forcing) {
        Difference difference = new Difference(forcing);
        difference.maps(Path.of(ROOT), before, after);
        return difference.found;
    }

    private void maps(Path at, JsonNode before, JsonNode after) {
        Set<String> keys = new LinkedHashSet<>();
        before.fieldNames().forEachRemaining(keys::add);
        after.fieldNames().forEachRemaining(keys::add);
        keys.forEach(key -> values(at.child(key), Optional.ofNullable(before.get(key)), Optional.ofNullable(after.get(key))));
    }

    private void values(Path at, Optional<JsonNode> before, Optional<JsonNode> after) {
        JsonNode was = before.orElseGet(MissingNode::getInstance);
        JsonNode now = after.orElseGet(MissingNode::getInstance);
        if (was.isObject() && now.isObject()) {
            maps(at, was, now);
        } else if (was.isArray() && now.isArray() && was.size() == now.size()) {
            for (int i = 0; i < was.size(); i++) {
                values(at.item(i), Optional.of(was.get(i)), Optional.of(now.get(i)));
            }
        } else if (Unknown.in(now) || !same(was, now)) {
            found.add(new PropertyChange(at.toString(), before, after, forcing.contains(property(at))));
        }
    }

    private static boolean same(JsonNode a, JsonNode b) {
        return Secrets.reveal(a).equals(NUMBERS_BY_VALUE, Secrets.reveal(b));
    }

    private static String property(Path at) {
        return at.steps().get(1) instanceof Path.Step.Key(var name) ? name : "";
    }
}
