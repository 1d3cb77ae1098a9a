package io.rowloom.types.file;

import io.rowloom.plugin.ResourceCall;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Optional;
import java.util.UUID;

/**
 * Says whose a file is: kept in the extended attribute {@code user.rowloom} of the file, or, where the file system has none, in a file {@code
 * .<name>.rowloom} beside it. The attribute comes and goes with the file. The file beside it is written first and removed last, and cannot tell when
 * another program has since put a file of its own in the place of ours.
 *
 * @param physicalName names one physical copy of the resource
 * @param fence of the call that wrote the file last; grows within one physical copy only
 */
record OwnerMark(UUID stack, String resource, String physicalName, long fence) {
    private static final String ATTRIBUTE = "rowloom";
    private static final int FIELDS = 4;
    private static final int LONGEST = 4096;

    static OwnerMark of(ResourceCall call) {
        return new OwnerMark(call.stackId(), call.resourceName(), call.physicalName(), call.fence());
    }

    /** Whose the file is; empty when it is nobody's that we know, or does not exist. */
    static Optional<OwnerMark> of(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Optional<String> attribute = attribute(file);
        return attribute.isPresent() ? parse(attribute.get()) : beside(file);
    }

    /** The mark that is beside the file and not in it, and does not move with it; empty also when that is not whole. */
    static Optional<OwnerMark> beside(Path file) throws IOException {
        Path beside = pathBeside(file);
        return Files.isRegularFile(beside, LinkOption.NOFOLLOW_LINKS) && Files.size(beside) <= LONGEST
                ? parse(Files.readString(beside, StandardCharsets.UTF_8)) : Optional.empty();
    }

    boolean sameCopy(OwnerMark other) {
        return stack.equals(other.stack) && physicalName.equals(other.physicalName);
    }

    boolean sameResource(OwnerMark other) {
        return stack.equals(other.stack) && resource.equals(other.resource);
    }

    /** Marks {@code unfinished}, which is to become {@code file}. */
    void write(Path unfinished, Path file) throws IOException {
        UserDefinedFileAttributeView view = Files.getFileAttributeView(unfinished, UserDefinedFileAttributeView.class);
        try {
            if (view != null) {
                view.write(ATTRIBUTE, StandardCharsets.UTF_8.encode(text()));
                return;
            }
        } catch (IOException | UnsupportedOperationException _) {
            // the file system keeps no extended attributes: the file beside it takes the mark
        }
        writeBeside(file);
    }

    void writeBeside(Path file) throws IOException {
        Files.writeString(pathBeside(file), text(), StandardCharsets.UTF_8);
    }

    static void remove(Path file) throws IOException {
        Files.deleteIfExists(pathBeside(file));
    }

    private static Path pathBeside(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".rowloom");
    }

    private static Optional<String> attribute(Path file) {
        UserDefinedFileAttributeView view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        try {
            if (view == null || !view.list().contains(ATTRIBUTE)) {
                return Optional.empty();
            }
            ByteBuffer buffer = ByteBuffer.allocate(view.size(ATTRIBUTE));
            view.read(ATTRIBUTE, buffer);
            return Optional.of(StandardCharsets.UTF_8.decode(buffer.flip()).toString());
        } catch (IOException | UnsupportedOperationException _) {
            return Optional.empty();
        }
    }

    private String text() {
        return String.join("\n", stack.toString(), resource, physicalName, Long.toString(fence));
    }

    private static Optional<OwnerMark> parse(String text) {
        String[] fields = text.split("\n", -1);
        try {
            return fields.length == FIELDS ? Optional.of(new OwnerMark(UUID.fromString(fields[0]), fields[1], fields[2], Long.parseLong(fields[3])))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
