package io.rowloom.db;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.resource.Difference;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The column {@code resource.drift}. */
final class Differences {
    private Differences() {}

    /** Empty for none. */
    static Optional<String> write(List<Difference> differences, Trees trees) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Difference difference : differences) {
            ObjectNode entry = list.addObject().put("path", difference.path());
            entry.set("expected", difference.expected());
            entry.set("found", difference.found());
        }
        return Optional.of(list).filter(all -> !all.isEmpty()).map(trees::write);
    }

    static List<Difference> read(Optional<String> column, Trees trees) {
        return column.map(trees::read).stream().flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .map(d -> new Difference(d.path("path").asText(), d.path("expected"), d.path("found"))).toList();
    }
}
