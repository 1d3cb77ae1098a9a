package io.rowloom.benchmarks.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.benchmarks.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    @TempDir
    private Path directory = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Results results = SampleResults.of(List.of("off", "redis"), List.of(1, 2), List.of(Workload.WIDE), List.of(0), 3);

    private int compare(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "compare";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(all);
    }

    private String file(String name, Results of) throws IOException {
        Path file = directory.resolve(name);
        Results.begin(file, of.run());
        for (Measurement measurement : of.measurements()) {
            Results.append(file, measurement);
        }
        return file.toString();
    }

    private static Results slower(Results results) {
        return new Results(results.run(), results.measurements().stream().map(m -> new Measurement(m.at(), m.round(), m.cell(), m.actions(),
                m.seconds() * 2, m.window(), m.started(),
                m.finished(), m.counters(), m.waits(), m.metrics())).toList());
    }

    @Test
    void theSameRunTwiceDiffersInNothing() throws IOException {
        assertThat(compare(file("a", results), file("b", results))).isZero();
        assertThat(out.toString()).contains("0 better, 0 worse, 28 within the noise");
    }

    @Test
    void somethingWorseHasItsOwnExitCode() throws IOException {
        assertThat(compare(file("a", results), file("b", slower(results)))).isEqualTo(3);
        assertThat(out.toString()).contains("resources/s", "×0.500", "4 worse");
    }

    @Test
    void somethingBetterIsNoFailure() throws IOException {
        assertThat(compare(file("a", slower(results)), file("b", results))).isZero();
        assertThat(out.toString()).contains("4 better, 0 worse");
    }

    @Test
    void twoModesOfOneRunCanBeCompared() throws IOException {
        String file = file("a", results);
        assertThat(compare(file + "@redis", file + "@off", "--measures", "throughput", "--all")).isZero();
        assertThat(out.toString()).contains("of 2 figures");
        assertThat(compare(file + "@redis", file)).isEqualTo(2);
        assertThat(err.toString()).contains("give a mode on both sides");
    }

    @Test
    void whatCannotBeJudgedIsSaid() throws IOException {
        Results few = SampleResults.of(List.of("off"), List.of(1), List.of(Workload.WIDE), List.of(0), 2);
        assertThat(compare(file("a", few), file("b", few))).isEqualTo(4);
        assertThat(out.toString()).contains("at least 3 repetitions");
        Results others = SampleResults.of(List.of("etcd"), List.of(1), List.of(Workload.WIDE), List.of(0), 3);
        assertThat(compare(file("c", results), file("d", others))).isEqualTo(4);
        assertThat(out.toString()).contains("no cell in common");
    }

    @Test
    void wrongUsageIsToldWithoutAStackTrace() throws IOException {
        assertThat(compare(directory.resolve("nothing").toString(), file("a", results))).isEqualTo(2);
        assertThat(compare(file("b", results), file("c", results), "--measures", "speed")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no file", "speed is none of throughput").doesNotContain("\tat ");
    }

    @Test
    void anotherMachineIsMentionedAndAnotherScaleRefused() throws IOException {
        Map<String, String> other = new TreeMap<>(results.run().environment());
        other.put("cores", "64");
        Run run = results.run();
        String moved = file("b", new Results(new Run(1, run.at(), run.options(), run.scale(), 3, other, run.skipped(), run.notes()),
                results.measurements()));
        String scaled = file("c", new Results(new Run(1, run.at(), run.options(), 0.5, 3, run.environment(), run.skipped(), run.notes()),
                results.measurements()));
        String file = file("a", results);

        assertThat(compare(file, moved)).isZero();
        assertThat(out.toString()).contains("not the same: cores: 2 and 64");
        assertThat(compare(file, scaled)).isEqualTo(2);
        assertThat(err.toString()).contains("scale 1.0 and 0.5");
    }
}
