package io.rowloom.types.heat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Characters to choose from.
 *
 * @param min how many characters of a generated text come from here at least
 */
record CharacterSource(String characters, int min) {
    private static final String LOWERCASE = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPERCASE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Heat's character classes. */
    static final ImmutableMap<String, String> CLASSES = ImmutableMap.of(
            "lettersdigits", LOWERCASE + UPPERCASE + DIGITS, "letters", LOWERCASE + UPPERCASE,
            "lowercase", LOWERCASE, "uppercase", UPPERCASE, "digits", DIGITS, "hexdigits", DIGITS + "ABCDEF", "octdigits", "01234567");

    /** What the properties of a random string ask for; never empty. */
    static List<CharacterSource> from(JsonNode properties) {
        List<CharacterSource> sources = new ArrayList<>();
        for (JsonNode sequence : properties.path("character_sequences")) {
            sources.add(new CharacterSource(sequence.path("sequence").asText(), sequence.path("min").asInt(1)));
        }
        for (JsonNode each : properties.path("character_classes")) {
            sources.add(new CharacterSource(CLASSES.get(each.path("class").asText("lettersdigits")), each.path("min").asInt(1)));
        }
        if (sources.isEmpty()) {
            sources.add(new CharacterSource(CLASSES.get(properties.path("sequence").asText("lettersdigits")), 1));
        }
        return sources;
    }

    /** The minimum of each source, the rest from sources chosen evenly, all in random order. */
    static String generate(List<CharacterSource> sources, int length) {
        List<String> text = new ArrayList<>(length);
        for (CharacterSource source : sources) {
            for (int i = 0; i < source.min; i++) {
                text.add(source.any());
            }
        }
        while (text.size() < length) {
            text.add(sources.get(RANDOM.nextInt(sources.size())).any());
        }
        Collections.shuffle(text, RANDOM);
        return text.stream().collect(Collectors.joining());
    }

    private String any() {
        int[] codePoints = characters.codePoints().toArray();
        return Character.toString(codePoints[RANDOM.nextInt(codePoints.length)]);
    }
}
