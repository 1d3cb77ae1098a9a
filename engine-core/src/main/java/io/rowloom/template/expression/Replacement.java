package io.rowloom.template.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The text work of str_replace. Cost: one pass over the text per placeholder. */
final class Replacement {
    private static final Comparator<String> LONGEST_FIRST =
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

    /** A part of the result: {@code done} when it was put in and must not be searched. */
    private record Piece(String text, boolean done) {}

    private Replacement() {}

    static String apply(String template, JsonNode replacements) {
        List<String> placeholders = new ArrayList<>();
        replacements.fieldNames().forEachRemaining(placeholders::add);
        placeholders.sort(LONGEST_FIRST);
        List<Piece> pieces = List.of(new Piece(template, false));
        for (String placeholder : placeholders) {
            if (template.contains(placeholder)) {
                pieces = split(pieces, placeholder, HeatText.of(replacements.get(placeholder)));
            }
        }
        StringBuilder result = new StringBuilder();
        pieces.forEach(piece -> result.append(piece.text()));
        return result.toString();
    }

    private static List<Piece> split(List<Piece> pieces, String placeholder, String replacement) {
        List<Piece> result = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece.done()) {
                result.add(piece);
                continue;
            }
            boolean first = true;
            for (String part : Splitter.on(placeholder).split(piece.text())) {
                if (!first) {
                    result.add(new Piece(replacement, true));
                }
                result.add(new Piece(part, false));
                first = false;
            }
        }
        return result;
    }
}
