package io.rowloom.cli.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The key that secrets are sealed with: 32 bytes, written in base64. Never shows itself. */
public record SecretsKey(byte[] bytes) {
    private static final int LENGTH = 32;

    /** @throws IllegalArgumentException with a message for people that never contains the text */
    public static SecretsKey parse(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.strip());
            if (bytes.length == LENGTH) {
                return new SecretsKey(bytes);
            }
        } catch (IllegalArgumentException _) {
            // told below: the cause would quote the text
        }
        throw new IllegalArgumentException("this is not a key of 32 bytes in base64: make one with 'rowloom config generate-key'");
    }

    /** @throws IllegalArgumentException with a message for people */
    public static SecretsKey read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("the key file " + file + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    public static SecretsKey generate(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return new SecretsKey(bytes);
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "******";
    }
}
