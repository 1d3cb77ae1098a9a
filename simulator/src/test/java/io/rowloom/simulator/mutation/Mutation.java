package io.rowloom.simulator.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A guard that is removed.
 *
 * @param guard what is missing then
 * @param source the file that has it, relative to the project
 * @param text as it stands there, once
 * @param instead what takes its place
 * @param seed in whose run it was noticed last
 */
record Mutation(String guard, String source, String text, String instead, long seed) {
    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

    /** The source without the guard. The text must still be what it was when the mutation was written: else the mutation would test nothing. */
    String mutated() {
        try {
            String whole = Files.readString(PROJECT.resolve(source));
            if (whole.split(java.util.regex.Pattern.quote(text), -1).length != 2) {
                throw new AssertionError("'" + text + "' must stand once in " + source + ": write the mutation '" + guard + "' anew");
            }
            return whole.replace(text, instead);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class that the source declares. */
    String className() {
        return source.substring(source.indexOf("java/") + "java/".length(), source.length() - ".java".length()).replace('/', '.');
    }
}
