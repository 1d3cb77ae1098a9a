package io.rowloom.examples.motd;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.plugin.Observation;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.plugin.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MotdTypeTest {
    private final MotdType type = new MotdType();
    @TempDir Path directory;

    @Test void isFoundOnThePluginPath() {
        assertThat(ResourceTypes.load(MotdTypeTest.class.getClassLoader()).find("Example::Motd")).isPresent();
    }

    @Test void createsUpdatesAndDeletes() throws IOException {
        Step.Done done = (Step.Done) type.create(call("stack-motd-1", "hello"));
        assertThat(done.outputs().path("banner").asText()).isEqualTo("*** hello ***");
        type.update(call("stack-motd-1", "bye"));
        assertThat(file()).content().endsWith("*** bye ***\n");
        assertThat(type.delete(call("stack-motd-1", "bye"))).isEqualTo(Step.done());
        assertThat(directory).isEmptyDirectory();
    }

    @Test void everyCallMayComeTwice() throws IOException {
        assertThat(type.create(call("stack-motd-1", "hello"))).isEqualTo(type.create(call("stack-motd-1", "hello")));
        type.delete(call("stack-motd-1", "hello"));
        assertThat(type.delete(call("stack-motd-1", "hello"))).isInstanceOf(Step.Gone.class);
    }

    @Test void touchesNothingThatItDidNotMake() throws IOException {
        Files.writeString(file(), "precious");
        assertThat(type.create(call("stack-motd-1", "hello"))).isInstanceOf(Step.Failed.class);
        assertThat(type.delete(call("stack-motd-1", "hello"))).isInstanceOf(Step.Gone.class);
        assertThat(file()).hasContent("precious");
    }

    @Test void seesWhatOthersDid() throws IOException {
        Call call = call("stack-motd-1", "hello");
        type.create(call);
        assertThat(((Observation.Found) type.observe(call)).properties().path("message").asText()).isEqualTo("hello");
        Files.writeString(file(), Files.readString(file()).replace("hello", "goodbye"));
        assertThat(((Observation.Found) type.observe(call)).properties().path("message").asText()).isEqualTo("goodbye");
        type.update(call);
        assertThat(((Observation.Found) type.observe(call)).outputs().path("banner").asText()).isEqualTo("*** hello ***");
        Files.delete(file());
        assertThat(type.observe(call)).isInstanceOf(Observation.Missing.class);
    }

    private Path file() {
        return directory.resolve("motd");
    }

    private Call call(String physicalName, String message) {
        return Call.of(physicalName, file(), message);
    }
}
