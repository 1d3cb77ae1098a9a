package io.rowloom.types.file;

import static io.rowloom.plugin.PropertySchema.Type.BOOLEAN;
import static io.rowloom.plugin.PropertySchema.Type.STRING;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.constraint.Constraint;
import io.rowloom.plugin.AttributeSchema;
import io.rowloom.plugin.Observation;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.Recovery;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import io.rowloom.plugin.UpdatePolicy;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code Rowloom::File}: a text file on the engine's machine. With engines on several machines, the path must be on a file system that they share.
 *
 * <p>Guarantee: readers see the old file or the new one, never a part; the content is not readable to others before the file has its mode; a file
 * that something else made is neither overwritten (unless told so) nor deleted. {@link OwnerMark} tells whose a file is. Not guaranteed: exclusion
 * from programs that write the same path in the moment between our look and our rename.
 */
public final class FileType implements ResourceType {
    private static final Constraint MODE = new Constraint.AllowedPattern(Pattern.compile("0?[0-7]{3}"));

    private static final TypeSchema SCHEMA = TypeSchema.of("Rowloom::File", "A text file on the engine's machine, written at once as a whole.")
            .property("path", PropertySchema.of(STRING,
                    "Where the file is; absolute. Another path makes a new file and deletes the old one afterwards.")
                    .requiredValue().with(new Constraint.AllowedPattern(Pattern.compile("/[^\\x00]*[^/\\x00]"))).onChange(UpdatePolicy.REPLACE))
            .property("content", PropertySchema.of(STRING, "What is in the file, stored as UTF-8. May contain secrets.")
                    .withDefault(TextNode.valueOf("")))
            .property("mode", PropertySchema.of(STRING, "Permissions as octal digits, independent of the umask. Quote them in YAML: mode: \"0600\".")
                    .withDefault(TextNode.valueOf("0644")).with(MODE))
            .property("directory_mode",
                    PropertySchema.of(STRING, "When given, missing parent directories are made, with these permissions. They are never "
                    + "deleted. Without it, a missing directory is an error.").with(MODE))
            .property("overwrite",
                    PropertySchema.of(BOOLEAN, "Whether a file that this resource did not make may be overwritten, and then be deleted with it.")
                    .withDefault(BooleanNode.FALSE))
            .attribute("path", AttributeSchema.of("The path of the file. What get_resource gives, too."))
            .attribute("sha256",
                    AttributeSchema.of("SHA-256 of the content as hex digits: changes when the content does. Do not show it where the content is a "
                    + "short secret: such a one can be guessed from it."))
            .attribute("size", AttributeSchema.of("Size in bytes."));

    @Override
    public TypeSchema schema() {
        return SCHEMA;
    }

    @Override
    public Step create(ResourceCall call) throws IOException {
        return write(call, false, content(call), text(call, "mode"));
    }

    /** An editor that saves by renaming loses the mark; a file of ours that is recorded and belongs to nobody else is still taken for ours here. */
    @Override
    public Step update(ResourceCall call) throws IOException {
        return write(call, call.physicalId().isPresent(), content(call), text(call, "mode"));
    }

    @Override
    public Step delete(ResourceCall call) throws IOException {
        Path file = path(call);
        AtomicWrite.clear(file.getParent(), OwnerMark.of(call));
        Optional<OwnerMark> mark = OwnerMark.of(file);
        if (mark.isEmpty() || !mark.get().sameCopy(OwnerMark.of(call))) {
            return new Step.Gone("there is no file " + file + " of this resource");
        }
        if (mark.get().fence() > call.fence()) {
            return late(file);
        }
        return AtomicWrite.remove(file, OwnerMark.of(call)) ? Step.done() : new Step.Gone(file + " was replaced by another copy of this resource");
    }

    /** Missing is what {@link #update} would not mend: it is not there, or belongs to somebody else. What has only lost its mark is unfit. */
    @Override
    public Observation observe(ResourceCall call) throws IOException {
        Path file = path(call);
        if (call.external()) {
            return file.isAbsolute() && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Reading.of(file, text(call, "content"), text(call, "mode"))
                    : new Observation.Missing("there is no file " + file + (file.isAbsolute() ? "" : " (the path is not absolute)"));
        }
        AtomicWrite.clear(file.getParent(), OwnerMark.of(call));
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Observation.Missing("there is no file " + file);
        }
        Optional<OwnerMark> mark = OwnerMark.of(file);
        if (mark.filter(OwnerMark.of(call)::sameCopy).isPresent()) {
            return Reading.of(file, text(call, "content"), text(call, "mode"));
        }
        String reason = file + " was replaced by something else";
        return refusal(call, file, mark, true).isPresent() ? new Observation.Missing(reason) : new Observation.Unfit(reason);
    }

    /** Another stack's mark, or none, is no reason to refuse here: that the file changes hands is what the user asked for. */
    @Override
    public Observation adopt(ResourceCall call) throws IOException {
        Path file = path(call);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Observation.Missing("there is no file " + file);
        }
        if (!file.equals(Path.of(text(call, "path")).normalize())) {
            return new Observation.Missing("the template wants the file " + text(call, "path"));
        }
        Observation seen = Reading.of(file, text(call, "content"), text(call, "mode"));
        boolean asWanted = seen instanceof Observation.Found(var properties, var _) && properties.properties().stream()
                .allMatch(property -> property.getValue().equals(call.properties().get(property.getKey())));
        if (asWanted) {
            OwnerMark.of(call).write(file, file);
        }
        return seen;
    }

    @Override
    public boolean keepsSnapshots() {
        return true;
    }

    /** Content and mode as they are. */
    @Override
    public Step snapshot(ResourceCall call) throws IOException {
        Path file = path(call);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Keeping.of(file) : new Step.Gone("there is no file " + file);
    }

    @Override
    public Step restore(ResourceCall call) throws IOException {
        ObjectNode kept = call.snapshot().orElseThrow();
        return kept.isEmpty() ? update(call) : write(call, call.physicalId().isPresent(), Keeping.content(kept), Keeping.mode(kept));
    }

    /** What a failed write left can be written again. */
    @Override
    public Recovery recovery(ObjectNode before, ObjectNode after) {
        return Recovery.REPAIR;
    }

    private static Step write(ResourceCall call, boolean unmarkedIsOurs, byte[] content, String mode) throws IOException {
        Path file = path(call);
        OwnerMark ours = OwnerMark.of(call);
        Optional<OwnerMark> mark = OwnerMark.of(file);
        if (mark.filter(m -> m.sameCopy(ours) && m.fence() > ours.fence()).isPresent()) {
            return late(file);
        }
        Optional<String> refusal = refusal(call, file, mark, unmarkedIsOurs);
        if (refusal.isPresent()) {
            return Step.failed(refusal.get());
        }
        try {
            makeDirectories(call, file.getParent());
            if (!AtomicWrite.write(file, content, AtomicWrite.permissions(mode), ours, call::late)) {
                return new Step.Failed(file + " was not written: the engine could not renew its lease meanwhile", true, Step.Effect.NONE, Optional.empty());
            }
        } catch (FileSystemException e) {
            String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
            return Step.failed(file + " cannot be written: " + reason + ". Its directory must exist and be writable for the user of the engine");
        }
        return Step.done(file.toString(), Reading.outputs(file, content));
    }

    /** Why what is at the path must not be overwritten. */
    private static Optional<String> refusal(ResourceCall call, Path file, Optional<OwnerMark> mark, boolean unmarkedIsOurs) {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(file + " is a directory: give the path of a file");
        }
        boolean foreign = mark.map(m -> !OwnerMark.of(call).sameResource(m)).orElse(!unmarkedIsOurs && Files.exists(file, LinkOption.NOFOLLOW_LINKS));
        return foreign && !call.properties().path("overwrite").asBoolean()
                ? Optional.of(file + " exists and was not made by this resource: move it away, choose another path, or set 'overwrite: true'")
                : Optional.empty();
    }

    private static void makeDirectories(ResourceCall call, Path directory) throws IOException {
        if (call.properties().hasNonNull("directory_mode") && !Files.isDirectory(directory)) {
            makeDirectories(call, directory.getParent());
            var mode = AtomicWrite.permissions(text(call, "directory_mode"));
            try {
                Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(AtomicWrite.permissions("0700")));
                Files.setPosixFilePermissions(directory, mode);
            } catch (FileAlreadyExistsException _) {
                // made by somebody else at the same time
            }
        }
    }

    private static Step late(Path file) {
        return Step.failed(file + " was written by a newer call of this resource; this one came too late");
    }

    private static Path path(ResourceCall call) {
        return Path.of(call.physicalId().orElseGet(() -> text(call, "path"))).normalize();
    }

    private static byte[] content(ResourceCall call) {
        return Reading.bytes(text(call, "content"));
    }

    private static String text(ResourceCall call, String property) {
        return call.properties().path(property).asText();
    }
}
