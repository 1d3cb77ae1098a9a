package io.rowloom.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rowloom.benchmarks.Main;
import io.rowloom.benchmarks.ResultFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ThroughputCommandTest {
    @TempDir
    private Path directory = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    @Test
    void everyFaultOfTheOptionsIsToldAtOnce() {
        int code = run("throughput", "--shapes", "wide,tall", "--sizes", "0", "--workers", "99", "--actions", "fast", "--phases", "made", "--temperatures", "hot",
                "--repetitions", "0", "--samples", "0", "--storm", "1", "--wait", "0", "--within", "soon");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("'tall' is none of wide, chain", "--sizes: 0", "--workers: 99", "'fast' is none of no-op", "'made' is none of create",
                "'hot' is none of cold",
                "--repetitions: 0", "--samples: 0", "--storm: 1", "--wait: 0", "'soon' is no time").doesNotContain("\tat ");
    }

    @Test
    void resultsAreNotWrittenOver() throws Exception {
        Files.writeString(directory.resolve(ResultFiles.JSON_FILE), "");

        assertThat(run("throughput", "--out", directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there are results in");
    }

    @Test
    void aDatabaseThatCannotBeReachedHasItsOwnExitCode() {
        assertThat(run("throughput", "--db", "postgresql://nobody@127.0.0.1:1/none?connect_timeout=1", "--out", directory.resolve("x").toString())).isEqualTo(4);
        assertThat(err.toString()).doesNotContain("\tat ");
    }

    @Test
    @Timeout(180)
    void aTinyBenchmarkRunsForReal() throws Exception {
        Path results = directory.resolve("results");

        int code = run("throughput", "--shapes", "chain,newcomer", "--sizes", "10", "--workers", "1", "--temperatures", "cold", "--storm", "3", "--repetitions", "1", "--profile",
                "--no-pictures", "--out", results.toString());

        assertThat(code).as(err.toString()).isZero();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(results.resolve(ResultFiles.JSON_FILE))) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines.removeFirst().at("/environment/fsync").asText()).isEqualTo("on");
        assertThat(lines).extracting(line -> line.at("/cell/phase").asText()).containsExactly("CREATE", "NO_CHANGE", "UPDATE_ONE", "UPDATE_ALL", "REPLACE_ALL", "RETARGET",
                "DELETE", "CREATE");
        assertThat(lines.getLast().at("/latency/p50").asDouble()).as("of the stack of another tenant").isBetween(1.0, lines.getLast().path("seconds").asDouble() * 1_000);
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.path("seconds").asDouble()).isPositive();
            assertThat(line.at("/counters/commits").asDouble()).isPositive();
            assertThat(line.at("/counters/statements").asDouble()).isPositive();
            assertThat(line.at("/processes/0/rssPeakMib").asDouble()).isPositive();
        });
        JsonNode create = lines.getFirst();
        assertThat(create.path("actions").asInt()).isEqualTo(10);
        assertThat(create.at("/counters/rows_inserted").asDouble()).as("a row, a node and two events of each").isGreaterThanOrEqualTo(40);
        assertThat(create.at("/counters/log_bytes").asDouble() / 10).isBetween(500.0, 20_000.0);
        assertThat(create.at("/started/p50").asDouble()).as("none, where a success claims what comes next").isBetween(0.0, create.path("seconds").asDouble() * 1_000);
        assertThat(lines.get(1).path("actions").asInt()).as("an update without a change").isZero();
        assertThat(Files.readAllLines(results.resolve(ResultFiles.CSV_FILE))).hasSize(9);
        assertThat(run("report", results.toString(), "--no-pictures", "--out", directory.resolve("again").toString())).isZero();
        assertThat(directory.resolve("again/report.html")).hasSameTextualContentAs(results.resolve("report.html"));
        assertThat(out.toString()).contains("update-all", "resources/s", "chain-10-no-op-1w-cold-create-1, per resource");
        assertThat(Files.readString(results.resolve("statements.csv"))).contains("chain-10-no-op-1w-cold-delete-1,", ",\"update resource, insert into event, ");
        assertThat(Files.readString(results.resolve("chain-10-no-op-1w-cold-create-1.html"))).as("a flame graph of this measurement, with frames in it")
                .contains("<h1>chain-10-no-op-1w-cold-create-1</h1>", "rowloom/");
    }
}
