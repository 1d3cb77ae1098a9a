package io.rowloom.types.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** A file as a snapshot holds it: as text where it is UTF-8 that a database can hold, else in Base64. */
final class Keeping {
    static final long LONGEST = 8L << 20;
    private static final String MODE = "mode";
    private static final String CONTENT = "content";
    private static final String BASE64 = "base64";

    private Keeping() {}

    static Step of(Path file) throws IOException {
        if (Files.size(file) > LONGEST) {
            return Step.failed(file + " has more than " + (LONGEST >> 20) + " MiB: it is too large for a snapshot");
        }
        byte[] content = Files.readAllBytes(file);
        ObjectNode kept = JsonNodeFactory.instance.objectNode().put(MODE, AtomicWrite.octal(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)));
        text(content).ifPresentOrElse(text -> kept.put(CONTENT, text), () -> kept.put(BASE64, Base64.getEncoder().encodeToString(content)));
        return new Step.Done(Optional.empty(), kept);
    }

    private static Optional<String> text(byte[] content) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString()).filter(text -> text.indexOf('\0') < 0);
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    static byte[] content(ObjectNode kept) {
        return kept.has(CONTENT) ? Reading.bytes(kept.path(CONTENT).asText()) : Base64.getDecoder().decode(kept.path(BASE64).asText());
    }

    static String mode(ObjectNode kept) {
        return kept.path(MODE).asText();
    }
}
