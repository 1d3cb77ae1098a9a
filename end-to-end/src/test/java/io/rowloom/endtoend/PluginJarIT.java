package io.rowloom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The example of a resource type, as a jar in a directory that the settings name. */
class PluginJarIT {
    @RegisterExtension
    static final Cluster CLUSTER = Cluster.withWorkers();

    @TempDir
    static Path plugins;

    @TempDir
    static Path place;

    private static WorkerProcess worker;

    @BeforeAll
    static void install() throws IOException {
        Path jar = Build.jar(Build.EXAMPLES.resolve("motd-resource-type"));
        Files.copy(jar, plugins.resolve(jar.getFileName()));
        worker = CLUSTER.start("one", "ROWLOOM_PLUGINS", plugins.toString());
    }

    @AfterAll
    static void stop() {
        worker.kill();
    }

    private static Run run(String... arguments) {
        return CLUSTER.rowloom().with("ROWLOOM_PLUGINS", plugins.toString()).run(arguments);
    }

    private static String template(String message) {
        return new Template().and("""
                  motd:
                    type: Example::Motd
                    properties: {path: %s, message: %s}
                outputs:
                  banner: {value: {get_attr: [motd, banner]}}
                """.formatted(place.resolve("motd"), message)).in(CLUSTER.directory());
    }

    @Test
    void aTypeFromAJarIsUsedByVerbsAndWorkers() throws IOException {
        assertThat(run("types").exits(0).out()).contains("Example::Motd");
        run("stack", "create", "news", "-t", template("coffee"), "--wait").exits(0);
        assertThat(run("stack", "outputs", "news", "banner").exits(0).text()).isEqualTo("*** coffee ***");
        assertThat(place.resolve("motd")).content().contains("*** coffee ***");
        run("stack", "update", "news", "-t", template("tea"), "--wait").exits(0);
        assertThat(place.resolve("motd")).content().contains("*** tea ***");
        run("stack", "delete", "news", "--wait").exits(0);
        assertThat(place).isEmptyDirectory();

        Run without = CLUSTER.run("stack", "create", "news", "-t", template("coffee")).exits(2);
        assertThat(without.err()).contains("Example::Motd");
        assertThat(CLUSTER.run("stack", "list", "-o", "json").json()).isEmpty();
    }
}
