package io.rowloom.cli.demo;

import io.rowloom.embedded.EmbeddedDatabase;
import io.rowloom.embedded.EmbeddedDatabaseException;
import io.rowloom.embedded.StopMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a demo keeps its database, files and logs; named after the process, so that what a killed demo left behind is found by the next one. */
public final class DemoDirectory {
    private static final String PREFIX = "demo-";
    private static final String KEPT = "kept-";

    private DemoDirectory() {}

    /**
     * Makes the directory of this process below {@code parent}, and removes those of demos that are gone.
     *
     * @param keep it gets a name that later demos leave alone
     */
    public static Path make(Path parent, boolean keep) {
        try {
            Files.createDirectories(parent);
            leftovers(parent).forEach(DemoDirectory::remove);
            return Files.createDirectories(parent.resolve((keep ? KEPT : "") + PREFIX + ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + parent + " cannot be used for the demo", e);
        }
    }

    private static List<Path> leftovers(Path parent) throws IOException {
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.filter(entry -> pid(entry).filter(pid -> ProcessHandle.of(pid).isEmpty()).isPresent()).toList();
        }
    }

    private static Optional<Long> pid(Path directory) {
        String name = directory.getFileName().toString();
        return name.matches(PREFIX + "\\d{1,9}") ? Optional.of(Long.parseLong(name.substring(PREFIX.length()))) : Optional.empty();
    }

    /** The database server's directory. */
    public static Path server(Path directory) {
        return directory.resolve("postgresql");
    }

    /** Stops the server and deletes everything. What cannot be deleted is left. */
    public static void remove(Path directory) {
        try {
            EmbeddedDatabase.stop(server(directory), StopMode.IMMEDIATE);
        } catch (EmbeddedDatabaseException _) {
            // its files go all the same
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException _) {
            // the next demo tries again
        }
    }
}
