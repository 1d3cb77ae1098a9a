package io.rowloom.template.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.template.document.Faults;
import io.rowloom.template.document.MapReader;
import io.rowloom.template.expression.Unknown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code parameters} section of a template. */
public final class ParameterParser {
    private static final List<String> KEYS =
            List.of("type", "default", "description", "label", "hidden", "immutable", "tags", "constraints");

    private ParameterParser() {}

    /** All declared parameters in order. One with faults is there, too, with an unknown default, so that its uses are no further faults. */
    public static Map<String, ParameterSchema> parse(MapReader section) {
        Map<String, ParameterSchema> parameters = new LinkedHashMap<>();
        section.map().fieldNames().forEachRemaining(name -> parameters.put(name, new ParameterSchema(
                name, ParameterType.STRING, "", "", false, false, List.of(), Optional.of(Unknown.NODE), List.of(), List.of())));
        section.forEachMap((name, declaration) -> parameters.put(name, parameter(name, declaration)));
        return parameters;
    }

    private static ParameterSchema parameter(String name, MapReader declaration) {
        declaration.refuseOthers(KEYS, key -> "Invalid key '" + key + "' for parameter (" + name + ")");
        ParameterType type = type(name, declaration);
        boolean hidden = declaration.flag("hidden");
        Constraints constraints = Constraints.parse(name, type, declaration);
        ParameterSchema schema = new ParameterSchema(
                name, type, declaration.text("label"), declaration.text("description"), hidden, declaration.flag("immutable"),
                tags(declaration), Optional.empty(), constraints.rules(), constraints.custom());
        return declaration.value("default")
                .map(raw -> schema.read(raw, declaration.path().child("default"), declaration.faults()).orElse(Unknown.NODE))
                .map(schema::withDefault).orElse(schema);
    }

    private static ParameterType type(String name, MapReader declaration) {
        if (declaration.value("type").isEmpty()) {
            declaration.faults().add(declaration.path(), "Missing parameter type for parameter: " + name, "add type: string, or another type");
            return ParameterType.STRING;
        }
        String word = declaration.text("type");
        Optional<ParameterType> type = ParameterType.of(word);
        if (type.isEmpty() && !word.isEmpty()) {
            List<String> words = Arrays.stream(ParameterType.values()).map(ParameterType::word).toList();
            Faults faults = declaration.faults();
            faults.add(declaration.path().child("type"), "Invalid type (" + word + ")", "types are " + String.join(", ", words));
        }
        return type.orElse(ParameterType.STRING);
    }

    private static List<String> tags(MapReader declaration) {
        if (declaration.value("tags").filter(JsonNode::isTextual).isPresent()) {
            return List.of(declaration.text("tags").split("\\s*,\\s*"));
        }
        List<String> tags = new ArrayList<>();
        declaration.list("tags").forEach(tag -> tags.add(tag.asText()));
        return tags;
    }
}
