package io.rowloom.cli.database;

import io.rowloom.cli.config.SecretsKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** The key file of an embedded database; only its owner may read it. */
final class KeyFile {
    private KeyFile() {}

    /** Guarantee: of several processes that make it at once all get the same key, and none reads half of it. */
    static SecretsKey readOrMake(Path file) {
        if (!Files.exists(file)) {
            make(file);
        }
        try {
            return SecretsKey.read(file);
        } catch (IllegalArgumentException e) {
            throw new DatabaseException("the key file " + file + " is damaged: put the right one back; without it the stored secrets cannot be read", e);
        }
    }

    private static void make(Path file) {
        try {
            Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), "secrets", ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(whole, SecretsKey.generate(new SecureRandom()).base64() + "\n");
                Files.createLink(file, whole);
            } finally {
                Files.delete(whole);
            }
        } catch (FileAlreadyExistsException _) {
            // another process was first: its key counts
        } catch (IOException e) {
            throw new DatabaseException("the key file " + file + " cannot be made (" + e.getMessage() + ")", e);
        }
    }
}
