package io.rowloom.template.expression;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Values as texts, the way Heat (Python) writes them where a text is built from something else: {@code True} and {@code False}, nothing for null,
 * maps and lists as JSON with sorted keys, a blank after commas and colons, and only ASCII characters.
 */
public final class HeatText {
    private static final int LAST_ASCII = 0x7e;

    private HeatText() {}

    public static String of(JsonNode value) {
        if (value.isContainerNode()) {
            StringBuilder text = new StringBuilder();
            json(value, text);
            return text.toString();
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? "True" : "False";
        }
        return value.isNull() ? "" : value.asText();
    }

    private static void json(JsonNode value, StringBuilder text) {
        String separator = "";
        if (value.isObject()) {
            TreeMap<String, JsonNode> sorted = new TreeMap<>();
            value.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
            text.append('{');
            for (var entry : sorted.entrySet()) {
                text.append(separator).append(quoted(entry.getKey())).append(": ");
                json(entry.getValue(), text);
                separator = ", ";
            }
            text.append('}');
        } else if (value.isArray()) {
            text.append('[');
            for (JsonNode item : value) {
                text.append(separator);
                json(item, text);
                separator = ", ";
            }
            text.append(']');
        } else {
            text.append(value.isTextual() ? quoted(value.textValue()) : value.asText());
        }
    }

    private static String quoted(String value) {
        String json = '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(value)) + '"';
        StringBuilder ascii = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            ascii.append(c > LAST_ASCII ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c));
        }
        return ascii.toString();
    }
}
