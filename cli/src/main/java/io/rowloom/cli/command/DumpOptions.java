package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.dump.DumpWriter;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.Stack;
import io.rowloom.template.Target;
import io.rowloom.value.Secrets;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of verbs that print a dump, and how it is made and brought to its place. */
final class DumpOptions {
    @Option(names = "--file", paramLabel = "FILE", description = "Write the dump there instead of printing it. Only its owner can read the file.")
    private @Nullable Path file;

    @Option(names = "--show-secrets", description = "Leave secrets in clear. A masked dump cannot be adopted with its secrets.")
    private boolean showSecrets;

    boolean toFile() {
        return file != null;
    }

    /** Brings the dump to its place; when this returns, it is there for good. */
    void write(Rowloom rowloom, Session session, Stack stack) {
        ObjectNode dump = read(session, stack);
        PrintWriter err = rowloom.surroundings().err();
        if (!showSecrets && Secrets.contains(dump)) {
            err.println("Secrets are masked in this dump: a stack that adopts it needs them as parameters (or take --show-secrets).");
        }
        if (dump.has("other_copies")) {
            err.println("Copies that were replaced and not deleted yet are listed under 'other_copies': no stack will adopt or delete them.");
        }
        err.flush();
        JsonNode shown = showSecrets ? revealed(session, dump) : dump;
        if (file == null) {
            if (!rowloom.printer().printDocument(shown)) {
                throw new Refusal(ExitCode.BAD_INPUT, "the dump cannot be printed: nobody reads it, or there is no space left");
            }
        } else {
            save(rowloom.surroundings().directory().resolve(file), rowloom.printer().document(shown) + System.lineSeparator());
        }
    }

    /** Guarantee: rows and stack are of one traversal, and nothing was under way. */
    private static ObjectNode read(Session session, Stack stack) {
        Optional<Target> target = Blueprints.target(session, stack.target().or(stack::lastTemplate));
        List<ResourceView> rows = session.store().resources().list(stack.id());
        rows.stream().filter(row -> row.phase().isPresent()).findAny().ifPresent(row -> {
            throw new Refusal(ExitCode.CONFLICT, "the last action (" + row.action() + ") of resource " + row.name() + " has not ended yet: try again in a moment");
        });
        boolean moved = session.store().stacks().find(stack.id()).filter(now -> now.traversal() == stack.traversal()).isEmpty();
        if (moved) {
            throw new Refusal(ExitCode.CONFLICT, "another request for stack " + stack.name() + " came in between. Nothing was changed by this one.");
        }
        return DumpWriter.write(stack, target, rows);
    }

    private static JsonNode revealed(Session session, ObjectNode dump) {
        Requests.checkSecrets(session, dump);
        return Secrets.reveal(dump);
    }

    /** All or nothing, and on the disk. */
    private static void save(Path file, String text) {
        Path directory = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
        try {
            Path whole = Files.createTempFile(directory, "." + file.getFileName(), ".new", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.write(whole, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.SYNC);
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(whole);
            }
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        } catch (IOException e) {
            throw new Refusal(ExitCode.BAD_INPUT, file + " cannot be written (" + e.getClass().getSimpleName() + "). Nothing was changed.");
        }
    }
}
