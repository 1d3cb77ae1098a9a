package io.rowloom.types.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.Observation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** A file of ours as it is. */
final class Reading {
    /** Longer content that differs is not shown. */
    static final int LONGEST_SHOWN = 64 * 1024;

    private Reading() {}

    /**
     * Mode and content; what cannot be opened counts as having the wanted content, since the mode tells why.
     *
     * @param wanted the content
     * @param mode the wanted one, as the template writes it: with or without the leading zero
     */
    static Observation of(Path file, String wanted, String mode) throws IOException {
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        properties.put("mode", permissions.equals(AtomicWrite.permissions(mode)) ? mode : AtomicWrite.octal(permissions));
        long size = Files.size(file);
        if (size > Math.max(LONGEST_SHOWN, bytes(wanted).length)) {
            properties.put("content", told(size));
            return new Observation.Found(properties, JsonNodeFactory.instance.objectNode());
        }
        try {
            byte[] content = Files.readAllBytes(file);
            properties.put("content", Arrays.equals(content, bytes(wanted)) ? wanted : text(content).orElse(told(size)));
            return new Observation.Found(properties, outputs(file, content));
        } catch (AccessDeniedException _) {
            return new Observation.Found(properties, JsonNodeFactory.instance.objectNode());
        }
    }

    static ObjectNode outputs(Path file, byte[] content) {
        return JsonNodeFactory.instance.objectNode().put("path", file.toString()).put("sha256", sha256(content)).put("size", content.length);
    }

    static byte[] bytes(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<String> text(byte[] content) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString())
                    .filter(_ -> content.length <= LONGEST_SHOWN);
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static String told(long size) {
        return "(" + size + " bytes)";
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
