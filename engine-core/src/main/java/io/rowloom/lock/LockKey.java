package io.rowloom.lock;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What a lock is for, the same text in all engines. Not empty. */
public record LockKey(String text) {
    public LockKey {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a lock needs a key");
        }
    }

    /**
     * For services that know locks by numbers: the first 8 bytes of the key's SHA-256. Two keys with one number (once in thousands of millions) share
     * a lock, which costs speed and nothing else.
     */
    public long number() {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
