package io.rowloom.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes templates whose resources leave traces in {@link Reality}. */
final class Template {
    /** Runs in the worker's environment, which names the world. Repeated, it makes the same thing again. */
    private static final String THING = """
              %1$s:
                type: Rowloom::Exec
                %2$s
                properties:
                  environment: {VALUE: %3$s}
                  create: |
                    note() { echo "$1 create $ROWLOOM_STACK $ROWLOOM_RESOURCE $ROWLOOM_PHYSICAL_NAME $ROWLOOM_KEY $ROWLOOM_FENCE" >>"$WORLD/journal"; }
                    note begin
                    %4$s
                    echo "$VALUE" >"$WORLD/things/$ROWLOOM_PHYSICAL_NAME"
                    note end
                    echo "$ROWLOOM_PHYSICAL_NAME"
                  update: |
                    echo "begin update $ROWLOOM_STACK $ROWLOOM_RESOURCE $ROWLOOM_PHYSICAL_NAME $ROWLOOM_KEY $ROWLOOM_FENCE" >>"$WORLD/journal"
                    echo "$VALUE" >"$WORLD/things/$ROWLOOM_PHYSICAL_NAME"
                    echo "$ROWLOOM_PHYSICAL_NAME"
                  delete: |
                    echo "begin delete $ROWLOOM_STACK $ROWLOOM_RESOURCE $ROWLOOM_PHYSICAL_NAME $ROWLOOM_KEY $ROWLOOM_FENCE" >>"$WORLD/journal"
                    rm -f "$WORLD/things/$ROWLOOM_PHYSICAL_NAME"
            """;
    /** Ends also when the test is over and its world gone. */
    private static final String GATE = "until [ -e \"$WORLD/gates/$ROWLOOM_RESOURCE\" ]; do [ -d \"$WORLD\" ] || exit 1; sleep 0.05; done";

    private final StringBuilder text = new StringBuilder("heat_template_version: 2021-04-16\nresources:\n");

    /** A file in the world's things that contains its own name. */
    Template thing(String name, String... after) {
        return made(name, name, "", after);
    }

    /** A thing that contains {@code value}, an expression of the template. */
    Template valued(String name, String value, String... after) {
        return made(name, value, "", after);
    }

    private Template made(String name, String value, String command, String... after) {
        text.append(THING.formatted(name, after.length == 0 ? "" : "depends_on: " + List.of(after), value, command.isEmpty() ? ":" : command));
        return this;
    }

    /** A thing whose create waits for {@link Reality#open}. */
    Template gated(String name, String... after) {
        return made(name, name, GATE, after);
    }

    /** A thing whose create fails, after it made something. */
    Template failing(String name, String... after) {
        return made(name, name, "echo \"$VALUE\" >\"$WORLD/things/$ROWLOOM_PHYSICAL_NAME\"; echo 'no luck' >&2; exit 7", after);
    }

    /** A resource that takes its time, and leaves traces in rows only. */
    Template slow(String name, double seconds, String... after) {
        text.append("  ").append(name).append(":\n    type: OS::Heat::TestResource\n");
        if (after.length > 0) {
            text.append("    depends_on: ").append(List.of(after)).append('\n');
        }
        text.append("    properties: {value: ").append(name).append(", action_wait_secs: {create: ").append(seconds).append("}}\n");
        return this;
    }

    /** Any text at the end, indented as it must be. */
    Template and(String more) {
        text.append(more);
        return this;
    }

    /** Writes the template. Answers its file's name, for {@code -t}. */
    String in(Path directory) {
        try {
            return Files.writeString(Files.createTempFile(directory, "template", ".yaml"), text.toString()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
