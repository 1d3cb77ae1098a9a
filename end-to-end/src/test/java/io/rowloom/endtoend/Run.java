package io.rowloom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A verb that has ended. */
record Run(String verb, int code, String out, String err) {
    /** Asserts on the exit code; a failure shows what was printed. */
    Run exits(int wanted) {
        assertThat(code).as("exit code of rowloom %s%n%s%n%s", verb, out, err).isEqualTo(wanted);
        return this;
    }

    /** What was printed, with {@code --output json}. */
    JsonNode json() {
        try {
            return new ObjectMapper().readTree(out);
        } catch (IOException e) {
            throw new UncheckedIOException("rowloom " + verb + " printed no JSON: " + out, e);
        }
    }

    String text() {
        return out.strip();
    }

    String everything() {
        return out + err;
    }
}
