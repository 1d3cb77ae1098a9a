package io.rowloom.benchmarks.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.benchmarks.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LocksCommandTest {
    @TempDir
    private Path directory = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    @Test
    void everyFaultOfTheOptionsIsToldAtOnce() {
        int code = run("locks", "--quick", "--full", "--modes", "off,consul", "--workers", "0", "--workloads", "tall", "--latency", "-1",
                "--repetitions", "0", "--scopes", "row",
                "--scale", "0", "--within", "soon", "--service", "off=none:");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("exclude each other", "'consul' is none of off, off+affinity", "--workers: 0", "'tall' is none of wide",
                "--latency: -1", "--repetitions: 0",
                "'row' is none of resource", "--scale: 0", "'soon' is no time", "--service: 'off'").doesNotContain("\tat ");
    }

    @Test
    void resultsAreNotWrittenOver() throws Exception {
        Files.writeString(directory.resolve(Results.FILE), "");

        assertThat(run("locks", "--out", directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there are results in");
    }

    @Test
    void aDatabaseThatCannotBeReachedHasItsOwnExitCode() {
        assertThat(run("locks", "--modes", "off", "--db", "postgresql://nobody@127.0.0.1:1/none?connect_timeout=1", "--out", directory.resolve("x")
                .toString())).isEqualTo(4);
        assertThat(err.toString()).doesNotContain("\tat ");
    }

    @Test
    @Timeout(180)
    void aTinyBenchmarkRunsForReal() throws Exception {
        Path results = directory.resolve("results");

        int code = run("locks", "--modes", "off", "--workers", "1", "--workloads", "layered,hot,slow", "--latency", "2", "--repetitions", "1",
                "--scale", "0.05", "--no-pictures", "--out",
                results.toString());

        assertThat(code).as(err.toString()).isZero();
        Results read = Results.read(results);
        assertThat(read.run().environment()).containsEntry("fsync", "on").containsKey("commit");
        assertThat(read.measurements()).extracting(m -> m.cell().workload()).containsExactly(Workload.LAYERED, Workload.HOT, Workload.SLOW);
        assertThat(read.measurements()).allSatisfy(m -> {
            assertThat(m.actions()).isPositive();
            assertThat(Measure.THROUGHPUT.of(m)).isPositive();
            assertThat(m.started().p50()).as("none, where a success claims what comes next").isBetween(0.0, m.finished().p50());
            assertThat(Measure.CLAIMS_WON.of(m)).isEqualTo(1);
            assertThat(Measure.COMMITS.of(m)).isPositive();
            assertThat(Measure.STATEMENTS.of(m)).isPositive();
            assertThat(Measure.DEAD_ROWS.of(m)).isBetween(1.0, 50.0);
            assertThat(Measure.LOG_BYTES.of(m)).isBetween(500.0, 20_000.0);
            assertThat(Measure.TOTAL_CPU.of(m)).isPositive();
        });
        assertThat(read.measurements().getFirst().actions()).isEqualTo(25);
        assertThat(read.measurements().getLast().finished().p5()).as("a slow call").isGreaterThan(SlowType.CALL.toMillis());
        assertThat(out.toString()).contains("layered", "hot", "slow", "resources/s");
        assertThat(results.resolve("report.html")).content().contains("<svg");
        assertThat(Files.readAllLines(results.resolve("results.csv"))).hasSize(4);
    }
}
