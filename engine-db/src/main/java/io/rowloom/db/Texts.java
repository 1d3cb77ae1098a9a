package io.rowloom.db;

import java.util.Optional;

/** PostgreSQL's text holds any Unicode character but U+0000, and no half of a surrogate pair. Both become U+FFFD, the replacement character. */
final class Texts {
    private static final char REPLACEMENT = '\uFFFD';

    private Texts() {}

    static String storable(String text) {
        StringBuilder fixed = new StringBuilder(0);
        int clean = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i)) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (text.charAt(i) == 0 || Character.isSurrogate(text.charAt(i))) {
                fixed.append(text, clean, i).append(REPLACEMENT);
                clean = i + 1;
            }
        }
        return clean == 0 ? text : fixed.append(text, clean, text.length()).toString();
    }

    static Optional<String> storable(Optional<String> text) {
        return text.map(Texts::storable);
    }
}
