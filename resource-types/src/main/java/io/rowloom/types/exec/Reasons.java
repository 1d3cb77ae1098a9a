package io.rowloom.types.exec;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.value.Secret;
import io.rowloom.value.Secrets;
import java.util.List;

/** The end of an error output as a part of a reason. */
final class Reasons {
    private static final int LINES = 3;
    private static final int CHARACTERS = 500;

    private Reasons() {}

    /** @param environment its values are blanked out: which of them are secrets is not known here */
    static String ending(String stderr, JsonNode environment) {
        List<String> lines = Secrets.redact(stderr, Secret.of(environment)).lines().filter(line -> !line.isBlank()).toList();
        String end = String.join(" | ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        String shortened = end.length() > CHARACTERS ? "…" + end.substring(end.length() - CHARACTERS) : end;
        return shortened.isEmpty() ? " and wrote nothing to its standard error" : ": " + shortened;
    }
}
