package io.rowloom.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What physically exists, and which calls made it. The things of {@link Template#thing} are files, named by their physical name; each call is a line
 * of the journal. A gated thing waits in its create until its gate is opened.
 */
final class Reality {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(60);

    private final Path world;

    Reality(Path world) {
        this.world = world;
        try {
            Files.createDirectories(world.resolve("things"));
            Files.createDirectories(world.resolve("gates"));
            Files.createDirectories(world.resolve("files"));
            Files.createFile(world.resolve("journal"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A line of the journal.
     *
     * @param step begin or end of the command
     * @param key the idempotency key
     */
    record Call(String step, String action, String stack, String resource, String physicalName, String key, long fence) {
        static Call of(String line) {
            String[] words = line.split(" ");
            return new Call(words[0], words[1], words[2], words[3], words[4], words[5], Long.parseLong(words[6]));
        }
    }

    /** The values of things by physical name. */
    Map<String, String> things() {
        return contents(world.resolve("things"));
    }

    /** The contents of files by name, in the directory for {@code Rowloom::File}. */
    Map<String, String> files() {
        return contents(files(""));
    }

    Path files(String name) {
        return world.resolve("files").resolve(name);
    }

    /** Calls that began, oldest first. */
    List<Call> begun(String action, String resource) {
        return journal().stream().filter(call -> call.step().equals("begin") && call.action().equals(action) && call.resource().equals(resource)).toList();
    }

    List<Call> journal() {
        try (Stream<String> lines = Files.lines(world.resolve("journal"))) {
            return lines.map(Call::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitBegun(String resource, int times) {
        await("create of " + resource + " began " + times + " times").atMost(LONGEST_CALL).until(() -> begun("create", resource).size() >= times);
    }

    void open(String resource) {
        try {
            Files.createFile(world.resolve("gates").resolve(resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commands that wait at a gate end then, too. */
    void destroy() {
        try (Stream<Path> files = Files.walk(world)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> contents(Path directory) {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                found.put(file.getFileName().toString(), Files.readString(file).strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
