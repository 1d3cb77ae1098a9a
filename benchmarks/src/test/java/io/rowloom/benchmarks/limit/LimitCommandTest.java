package io.rowloom.benchmarks.limit;

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

class LimitCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    @Test
    void everyFaultOfTheOptionsIsToldAtOnce() {
        assertThat(run("limit", "--shapes", "one,tall", "--sizes", "0", "--kinds", "all", "--batch", "0", "--connections", "9", "--repetitions", "0", "--warm-up", "-1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("'tall' is none of", "'one' has no limit", "--sizes: 0", "'all' is none of verbs", "--batch: 0", "--connections: 9",
                "--repetitions: 0", "--warm-up: -1")
                .doesNotContain("\tat ");
    }

    /** Each run ends with a look at all rows: they are what the engine leaves, or the command fails. */
    @Test
    @Timeout(120)
    void allKindsMakeTheSameRowsInEveryShape(@TempDir Path directory) throws Exception {
        Path results = directory.resolve("results");

        int code = run("limit", "--shapes", "wide,chain,layered,fan-in,lattice,random,stacks", "--sizes", "40", "--batch", "16", "--repetitions", "1", "--warm-up", "0",
                "--out", results.toString());

        assertThat(code).as(err.toString()).isZero();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(results.resolve(ResultFiles.JSON_FILE))) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines.removeFirst().at("/environment/synchronous_commit").asText()).isEqualTo("on");
        assertThat(lines).hasSize(7 * Kind.values().length);
        JsonNode chain = lines.stream().filter(line -> line.path("kind").asText().equals("SAME") && line.path("shape").asText().equals("CHAIN")).findFirst().orElseThrow();
        assertThat(chain.at("/counters/commits").asDouble()).as("a finish and the next claim are one").isEqualTo(41);
        assertThat(chain.path("connections").asInt()).isEqualTo(1);
        assertThat(lines).allSatisfy(line -> assertThat(line.at("/counters/log_bytes").asDouble() / 40).isBetween(500.0, 20_000.0));
        assertThat(out.toString()).contains("minimal", "work s");
    }
}
