package io.rowloom.template.document;

import java.util.Collection;
import java.util.Optional;

/** The name that a user probably meant. */
public final class NearestName {
    private NearestName() {}

    /** The candidate with the smallest edit distance, if that is at most a third of the name. */
    public static Optional<String> to(String name, Collection<String> candidates) {
        int allowed = Math.max(1, name.length() / 3);
        String best = null;
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - name.length()) <= allowed) {
                int distance = candidate.equalsIgnoreCase(name) ? 0 : distance(name, candidate);
                if (distance <= allowed) {
                    best = candidate;
                    allowed = distance - 1;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Insertions, deletions and substitutions (Levenshtein). */
    static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(substituted, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
