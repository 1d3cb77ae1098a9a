package io.rowloom.types.postgres;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names and texts as parts of SQL statements, where parameters are not possible. */
final class Identifier {
    /** PostgreSQL cuts longer names off (NAMEDATALEN - 1). */
    static final int LONGEST_BYTES = 63;
    /** The unique end of a physical name, with the sign before it. */
    private static final int UNIQUE_END = 13;

    private Identifier() {}

    /** Double quotes, doubled inside. A name with NUL must have been refused before. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** An E'' literal, so that it means the same whatever standard_conforming_strings is. */
    static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** What is wrong with a name that a template gives; null when nothing is. */
    static @Nullable String problem(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            return "must be a text of 1 to " + LONGEST_BYTES + " bytes";
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            return "is longer than " + LONGEST_BYTES + " bytes, which is the most that PostgreSQL allows: choose a shorter one";
        }
        return name.startsWith("pg_") ? "must not begin with pg_: PostgreSQL keeps these names for itself" : null;
    }

    /** A name that is as unique as the physical name: lower case letters, digits and underscores, at most 63 bytes, no quotes needed. */
    static String derived(String physicalName) {
        String plain = physicalName.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        String name = plain.startsWith("pg_") || !plain.matches("[a-z_].*") ? "r_" + plain : plain;
        return name.length() <= LONGEST_BYTES ? name
                : name.substring(0, LONGEST_BYTES - UNIQUE_END) + name.substring(name.length() - UNIQUE_END);
    }
}
