package io.rowloom.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Which directories processes work in: from {@code /proc}; where there is none, as on macOS, from {@code lsof}. The latter is not run by our tests. */
final class WorkingDirectories {
    private static final Path PROC = Path.of("/proc");

    private WorkingDirectories() {}

    /** Whether there is a process of that number, dead ones that nobody has collected included. */
    static boolean exists(long pid) {
        return Files.isDirectory(PROC) ? Files.exists(PROC.resolve(Long.toString(pid))) : ProcessHandle.of(pid).isPresent();
    }

    /** Whether that process is alive and works there. */
    static boolean worksIn(long pid, Path directory) {
        return Files.isDirectory(PROC) ? linksTo(PROC.resolve(Long.toString(pid)), directory) : listed(directory, "-p", Long.toString(pid));
    }

    /** Whether any process of PostgreSQL works there. */
    static boolean anyIn(Path directory) {
        if (!Files.isDirectory(PROC)) {
            return listed(directory, "-c", "postgres");
        }
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes.filter(process -> Character.isDigit(process.getFileName().toString().charAt(0))).anyMatch(process -> linksTo(process, directory));
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("Cannot list processes: /proc is not readable.", e);
        }
    }

    private static boolean linksTo(Path process, Path directory) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(directory);
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean listed(Path directory, String by, String which) {
        try {
            Process lsof = new ProcessBuilder("lsof", "-a", "-d", "cwd", by, which, "-Fn").redirectError(ProcessBuilder.Redirect.DISCARD).start();
            return names(new String(lsof.getInputStream().readAllBytes(), StandardCharsets.UTF_8), directory);
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("Cannot list processes: there is no /proc, and lsof does not run.", e);
        }
    }

    /** {@code lsof -Fn} tells a process in lines that begin with p, f and n; the last holds the directory. */
    static boolean names(String listing, Path directory) {
        return List.of(listing.split("\n")).contains("n" + directory);
    }
}
