package io.rowloom.db;

import io.rowloom.value.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals texts with AES-256-GCM: nobody without the key can read them, or change them unnoticed. Not hidden: a text's length, and where it stands. The same text is
 * sealed differently each time. Thread-safe.
 *
 * <p>Sealing and hashing use keys of their own, both derived from the one given (HMAC-SHA-256).
 */
public final class SecretBox {
    private static final String FORMAT = "v1:";
    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec sealing;
    private final byte[] hashing;
    private final String check;

    /** @param key 32 bytes in Base64, as {@link #generateKey} makes them */
    public SecretBox(String key) {
        byte[] bytes = decode(key);
        sealing = new SecretKeySpec(derive(bytes, "seal"), "AES");
        hashing = derive(bytes, "hash");
        check = HexFormat.of().formatHex(derive(bytes, "check"), 0, KEY_BYTES / 2);
    }

    /** A new random key, in Base64. */
    public static String generateKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /** Hashes trees under this key; the same in every process that has it. */
    public Fingerprint fingerprint() {
        return new Fingerprint(hashing);
    }

    /** Tells keys apart, and nothing else about them. */
    String check() {
        return check;
    }

    String seal(String text) {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, iv).doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] all = Arrays.copyOf(iv, IV_BYTES + sealed.length);
            System.arraycopy(sealed, 0, all, IV_BYTES, sealed.length);
            return FORMAT + Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot seal", e);
        }
    }

    /** @throws IllegalStateException when it was sealed under another key, or changed */
    String unseal(String sealed) {
        if (!sealed.startsWith(FORMAT)) {
            throw new IllegalStateException("a sealed value is in a format that this version does not know");
        }
        try {
            byte[] all = Base64.getDecoder().decode(sealed.substring(FORMAT.length()));
            byte[] text = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(all, IV_BYTES)).doFinal(all, IV_BYTES, all.length - IV_BYTES);
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("a sealed value cannot be opened: it was sealed under another key, or changed in the database", e);
        }
    }

    private Cipher cipher(int mode, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, iv));
        return cipher;
    }

    private static byte[] decode(String key) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(key.strip());
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("The secrets key is not Base64. It must be " + KEY_BYTES + " random bytes in Base64.");
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("The secrets key has " + bytes.length + " bytes. It must be " + KEY_BYTES + " random bytes in Base64.");
        }
        return bytes;
    }

    private static byte[] derive(byte[] key, String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(("rowloom " + purpose).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "SecretBox";
    }
}
