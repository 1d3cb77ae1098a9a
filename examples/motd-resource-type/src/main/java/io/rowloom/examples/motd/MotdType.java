package io.rowloom.examples.motd;

import static io.rowloom.plugin.PropertySchema.Type.STRING;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rowloom.plugin.AttributeSchema;
import io.rowloom.plugin.Observation;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import io.rowloom.plugin.UpdatePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A message of the day: a small file whose first line says whose it is.
 *
 * <p>Read from top to bottom, this is a tutorial. Three rules make a resource type safe: make something only under a name that you can find again;
 * look before you make, since every call may come twice; touch nothing that you did not make.
 */
public final class MotdType implements ResourceType {
    // 1. What templates may write. The descriptions are the documentation that users see. A property that cannot be changed in place says so, and
    //    the engine then makes a new file first, and deletes the old one when nothing needs it any more.
    private static final TypeSchema SCHEMA = TypeSchema.of("Example::Motd", "A message of the day in a file on the engine's machine.")
            .property("path", PropertySchema.of(STRING, "Where the file is; absolute.").requiredValue().onChange(UpdatePolicy.REPLACE))
            .property("message", PropertySchema.of(STRING, "What it says.").requiredValue())
            .attribute("banner", AttributeSchema.of("The message with a frame around it."));

    @Override
    public TypeSchema schema() {
        return SCHEMA;
    }

    // 2. Create. After a crash between the write and the row that records it, this is called again with the same physicalName(), so it finds its own
    //    mark in the file and simply writes it once more. A file without the mark is somebody else's: an answer, not an exception.
    @Override
    public Step create(ResourceCall call) throws IOException {
        Path file = file(call);
        if (Files.exists(file) && !isOurs(file, call)) {
            return Step.failed(file + " exists and was not made by this resource: choose another path");
        }
        Path unfinished = file.resolveSibling(file.getFileName() + "." + call.physicalName());
        Files.writeString(unfinished, mark(call) + "\n" + banner(call) + "\n");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);   // readers see the old message or the new one
        return Step.done(file.toString(), JsonNodeFactory.instance.objectNode().put("banner", banner(call)));
    }

    // 3. Update: only the message can have changed. Whoever takes long answers Step.lookAgain(...) here or in create, and is called again.
    @Override
    public Step update(ResourceCall call) throws IOException {
        return create(call);
    }

    // 4. Delete. There may be no physical id (the create was cut off), no file (deleted twice), or somebody else's file.
    @Override
    public Step delete(ResourceCall call) throws IOException {
        if (!isOurs(file(call), call)) {
            return new Step.Gone("there is no such file of this resource");
        }
        Files.deleteIfExists(file(call));
        return Step.done();
    }

    // 5. Observe: say what is there, and change nothing. The engine compares: it tells a message that somebody else changed, and calls update to mend it;
    //    it makes a new file in the place of a missing one. Properties that cannot be read are left out. Suspend and resume have nothing to do here.
    @Override
    public Observation observe(ResourceCall call) throws IOException {
        if (!isOurs(file(call), call)) {
            return new Observation.Missing("there is no such file of this resource");
        }
        String banner = Files.readString(file(call)).substring(mark(call).length()).strip();
        boolean framed = banner.startsWith("*** ") && banner.endsWith(" ***") && banner.length() >= 8;
        JsonNodeFactory json = JsonNodeFactory.instance;
        String message = framed ? banner.substring(4, banner.length() - 4) : banner;
        return new Observation.Found(json.objectNode().put("message", message), json.objectNode().put("banner", banner));
    }

    private static boolean isOurs(Path file, ResourceCall call) throws IOException {
        return Files.isRegularFile(file) && Files.readString(file).startsWith(mark(call) + "\n");
    }

    private static String mark(ResourceCall call) {
        return "# made by Rowloom for " + call.physicalName();
    }

    private static Path file(ResourceCall call) {
        return Path.of(call.properties().path("path").asText());
    }

    private static String banner(ResourceCall call) {
        return "*** " + call.properties().path("message").asText() + " ***";
    }
}
