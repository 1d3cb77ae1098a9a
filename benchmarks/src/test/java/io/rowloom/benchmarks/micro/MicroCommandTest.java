package io.rowloom.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rowloom.benchmarks.Main;
import io.rowloom.benchmarks.ResultFiles;
import io.rowloom.benchmarks.Words;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class MicroCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    @Test
    void everyFaultOfTheOptionsIsToldAtOnce() {
        assertThat(run("micro", "--parts", "think", "--shapes", "one,tall", "--sizes", "0,100001", "--forks", "-1", "--warm-up", "-1", "--repetitions", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("'think' is none of parse, blueprint, plan-create, plan-unchanged, decide, batch", "'tall' is none of", "'one' is not one stack",
                "--sizes: 0", "--sizes: 100001", "--forks: -1", "--warm-up: -1", "--repetitions: 0").doesNotContain("\tat ");
    }

    @Test
    void hasHelpWithExamples() {
        assertThat(run("micro", "--help")).isZero();
        assertThat(out.toString()).contains("Examples:", "rowloom bench micro --quick", "plan-unchanged");
    }

    /** The setup of each part fails if it would measure something else than it says. */
    @Test
    @Timeout(60)
    void everyPartHasFigures(@TempDir Path directory) throws Exception {
        Path results = directory.resolve("results");

        int code = run("micro", "--quick", "--shapes", "layered,chain", "--sizes", "130", "--out", results.toString());

        assertThat(code).as(err.toString()).isZero();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(results.resolve(ResultFiles.JSON_FILE))) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines.removeFirst().at("/environment/cores").asInt()).isPositive();
        assertThat(lines).extracting(line -> line.path("part").asText()).containsOnly(Arrays.stream(Part.values()).map(Part::name).toArray(String[]::new))
                .hasSize(2 * Part.values().length);
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.path("calls").asInt()).isPositive();
            assertThat(line.path("micros").asDouble()).isBetween(0.001, 10_000.0).isLessThanOrEqualTo(line.path("slowestMicros").asDouble());
            assertThat(line.path("bytes").asDouble()).as("what is made of a resource is larger than an object's head").isBetween(16.0, 1_000_000.0);
        });
        assertThat(Files.readAllLines(results.resolve(ResultFiles.CSV_FILE))).hasSize(1 + lines.size());
        assertThat(out.toString()).contains("µs/resource").contains(Arrays.stream(Part.values()).map(Words::of).toList());
    }
}
