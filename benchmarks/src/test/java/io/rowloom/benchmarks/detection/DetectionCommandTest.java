package io.rowloom.benchmarks.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.benchmarks.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DetectionCommandTest {
    @TempDir
    private Path directory = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    @Test
    void everyFaultOfTheOptionsIsToldAtOnce() {
        assertThat(run("detection", "--memberships", "none,consul", "--faults", "burn", "--repetitions", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("'consul' is none of none, postgresql, zookeeper, etcd, redis", "'burn' is none of kill, stop, cut", "--repetitions: 0");
    }

    @Test
    void resultsAreNotWrittenOver() throws Exception {
        Files.writeString(directory.resolve(Results.JSON_FILE), "");
        assertThat(run("detection", "--out", directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there are results in");
    }

    @Test
    void aDatabaseThatCannotBeReachedHasItsOwnExitCode() {
        assertThat(run("detection", "--memberships", "none", "--db", "postgresql://nobody@127.0.0.1:1/none?connect_timeout=1", "--out", directory.resolve("x").toString()))
                .isEqualTo(4);
        assertThat(err.toString()).doesNotContain("\tat ");
    }

    @Test
    @Timeout(240)
    void aTinyBenchmarkRunsForReal() throws Exception {
        Path results = directory.resolve("results");
        int code = run("detection", "--memberships", "postgresql", "--faults", "kill,cut", "--repetitions", "1", "--out", results.toString());
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).contains("postgresql  kill", "postgresql  cut");
        assertThat(Files.readAllLines(results.resolve(Results.CSV_FILE))).hasSize(3).first().isEqualTo(Measurement.CSV_HEAD);
        assertThat(Files.readAllLines(results.resolve(Results.JSON_FILE))).hasSize(3).first().asString().contains("\"environment\"", "--repetitions 1");
    }
}
