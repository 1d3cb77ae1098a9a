package io.rowloom.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A guard that is removed.
 *
 * @param guard what is missing then
 * @param source the file that has it, relative to the project
 * @param text as it stands there, once
 * @param instead what takes its place
 */
public record Mutation(String guard, String source, String text, String instead) {
    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

    /**
     * The sources to compile, by class: the one without the guard, and those beside it into which the compiler copies its constants. The text must still be what it was when
     * the mutation was written: else the mutation would test nothing.
     */
    Map<String, String> mutated() {
        Path file = PROJECT.resolve(source);
        String whole = read(file);
        if (whole.split(java.util.regex.Pattern.quote(text), -1).length != 2) {
            throw new AssertionError("'" + text + "' must stand once in " + source + ": write the mutation '" + guard + "' anew");
        }
        Map<String, String> sources = new TreeMap<>();
        if (whole.contains("\n    static final String ")) {
            String constant = file.getFileName().toString().replace(".java", ".");
            beside(file).stream().filter(other -> read(other).contains(constant)).forEach(other -> sources.put(className(other), read(other)));
        }
        sources.put(className(file), whole.replace(text, instead));
        return sources;
    }

    private static List<Path> beside(Path file) {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.filter(other -> other.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String className(Path file) {
        String path = PROJECT.relativize(file).toString().replace('\\', '/');
        return path.substring(path.indexOf("java/") + "java/".length(), path.length() - ".java".length()).replace('/', '.');
    }
}
