package io.rowloom.benchmarks.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    @TempDir
    private Path directory = Path.of("");
    private final Results results = SampleResults.of(List.of("off", "redis"), List.of(1, 2), List.of(Workload.FAN_IN), List.of(0), 2);

    private Path written() throws IOException {
        Path file = directory.resolve(Results.FILE);
        Results.begin(file, results.run());
        for (Measurement measurement : results.measurements()) {
            Results.append(file, measurement);
        }
        return file;
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        assertThat(Results.read(written())).isEqualTo(results);
        assertThat(Results.read(directory)).as("by the directory").isEqualTo(results);
        assertThat(Files.readString(directory.resolve(Results.FILE))).contains("\"workload\":\"fan-in\"");
    }

    @Test
    void aLineThatWasCutOffIsLeftOutIfItIsTheLast() throws IOException {
        Path file = written();
        Files.writeString(file, "{\"at\":\"2026-", StandardOpenOption.APPEND);
        assertThat(Results.read(file)).isEqualTo(results);

        Files.writeString(file, "\n" + Files.readAllLines(file).get(1) + "\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> Results.read(file)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("is no results file");
    }

    @Test
    void otherFilesAreToldFromResults() throws IOException {
        Path other = Files.writeString(directory.resolve("other.txt"), "something\n");
        assertThatThrownBy(() -> Results.read(other)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("is no results file");
        Path empty = Files.writeString(directory.resolve("empty.jsonl"), "");
        assertThatThrownBy(() -> Results.read(empty)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("is no results file");
        assertThatThrownBy(() -> Results.read(directory.resolve("none"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no file");
    }

    @Test
    void theTableForTheTerminalPutsTogetherWhatIsCompared() {
        assertThat(Summary.lines(results)).hasSize(5).element(1).asString().contains("fan-in", "off");
        assertThat(Summary.lines(results).get(2)).contains("fan-in", "redis");
    }
}
