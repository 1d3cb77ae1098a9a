package io.rowloom.stack;

import com.google.common.base.Splitter;
import io.rowloom.problem.Problem;
import io.rowloom.problem.Problems;
import io.rowloom.template.document.Characters;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Words that users find a stack by, in their order. */
public record Tags(List<String> words) {
    public static final Tags NONE = new Tags(List.of());
    /** In characters, as in Heat. */
    static final int LONGEST = 80;

    public Tags {
        words = List.copyOf(words);
    }

    /** From words with commas in between, blanks around them left out; none from an empty text. Faults as in {@link #of}. */
    public static Tags read(String text, String path, Problems problems) {
        return text.isBlank() ? NONE : of(Splitter.on(',').trimResults().splitToList(text), path, problems);
    }

    /** Each word that is no tag, or is there twice, becomes a fault at its place, and is left out. */
    public static Tags of(List<String> words, String path, Problems problems) {
        Set<String> seen = new HashSet<>();
        return new Tags(words.stream().filter(word -> {
            String fault = fault(word, seen.add(word));
            if (!fault.isEmpty()) {
                problems.add(Problem.at(path, "\"" + shown(word) + "\" is no tag: " + fault));
            }
            return fault.isEmpty();
        }).toList());
    }

    private static String fault(String word, boolean first) {
        return word.isBlank() ? "it is empty"
                : word.contains(",") ? "it has a comma in it"
                : word.codePointCount(0, word.length()) > LONGEST ? "it is longer than " + LONGEST + " characters"
                : !Characters.storable(word) ? "it contains a character that cannot be stored"
                : first ? "" : "it is there twice";
    }

    private static String shown(String word) {
        return word.length() <= LONGEST ? word : word.substring(0, LONGEST) + "…";
    }

    @Override
    public String toString() {
        return String.join(",", words);
    }
}
