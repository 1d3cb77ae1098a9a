package io.rowloom.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Streams;

/** Which values a database answers just as they were given to it: not objects, whose keys it puts in another order, nor fractions, which it writes in its own way. */
final class StoredAlike {
    private StoredAlike() {}

    static boolean is(ObjectNode outputs) {
        return Streams.stream(outputs).allMatch(StoredAlike::isValue);
    }

    static boolean is(String text) {
        return text.indexOf('\0') < 0;
    }

    private static boolean isValue(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> is(value.textValue());
            case NUMBER -> value.isIntegralNumber();
            case BOOLEAN, NULL -> true;
            case ARRAY -> Streams.stream(value).allMatch(StoredAlike::isValue);
            case OBJECT, POJO, BINARY, MISSING -> false;
        };
    }
}
