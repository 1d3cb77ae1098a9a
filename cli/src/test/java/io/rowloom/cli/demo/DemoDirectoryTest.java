package io.rowloom.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDirectoryTest {
    /** Above the largest process id that Linux gives (2^22). */
    private static final String NOBODY = "99999999";

    @TempDir
    private Path parent;

    @Test
    void removesOnlyWhatDemosThatAreGoneLeftBehind() throws Exception {
        Files.createDirectories(parent.resolve("demo-" + NOBODY + "/logs"));
        Files.writeString(parent.resolve("demo-" + NOBODY + "/logs/worker.log"), "x");
        Files.createDirectories(parent.resolve("kept-demo-" + NOBODY));
        Files.createDirectories(parent.resolve("postgresql"));
        Path mine = DemoDirectory.make(parent, false);
        assertThat(parent).isDirectoryNotContaining("glob:**/demo-" + NOBODY);
        assertThat(mine).isDirectory();
        assertThat(parent.resolve("kept-demo-" + NOBODY)).isDirectory();
        assertThat(parent.resolve("postgresql")).isDirectory();
        DemoDirectory.remove(mine);
        assertThat(mine).doesNotExist();
    }
}
