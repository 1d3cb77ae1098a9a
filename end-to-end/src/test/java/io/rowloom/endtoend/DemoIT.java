package io.rowloom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo, as a script would run it. Takes about 25 seconds. */
class DemoIT {
    @TempDir
    private Path directory;

    /** Command lines that name the demo's directory. */
    private List<String> processes() {
        return ProcessHandle.allProcesses().flatMap(process -> process.info().commandLine().stream()).filter(line -> line.contains(directory.toString())).toList();
    }

    @Test
    void theDemoSucceedsWithoutATerminalAndLeavesNothingBehind() {
        Path data = directory.resolve("data");
        Run demo = new Rowloom(directory, Map.of("ROWLOOM_HOME", Build.ROOT.toString(), "ROWLOOM_DATA", data.toString())).run("demo").exits(0);
        assertThat(demo.out()).contains("The stack is UPDATE_COMPLETE", "kill -9", "Everything was removed again").doesNotContain("\u001b");
        assertThat(demo.err()).isEmpty();
        assertThat(data).isEmptyDirectory();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(processes()).isEmpty());
    }
}
