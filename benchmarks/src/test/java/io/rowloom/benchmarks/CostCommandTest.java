package io.rowloom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rowloom.benchmarks.gauge.StatementCalls;
import io.rowloom.embedded.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CostCommandTest {
    private static final int SIZE = 10;
    private final StringWriter err = new StringWriter();

    @Test
    void everyFaultOfTheOptionsIsToldAtOnce() {
        int code = Main.commandLine().setErr(new PrintWriter(err)).execute("cost", "--sizes", "0,5", "--workers", "99", "--repeat", "0", "--file", "x.doc");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--sizes: 0", "--workers: 99", "--repeat: 0", "x.doc").doesNotContain("\tat ");
    }

    @Test
    @Timeout(120)
    void aSmallStackIsMeasuredWithARealWorker(@TempDir Path logs) throws Exception {
        List<Sample> samples = new ArrayList<>();
        List<String> told = new ArrayList<>();
        Trial.Listener listener = new Trial.Listener() {
            @Override
            public void progress(String text) {
                told.add(text);
            }

            @Override
            public void measured(Sample sample) {
                told.add(sample.phase() + " is measured");
                samples.add(sample);
            }
        };
        try (TestDatabase server = TestDatabase.fresh(Map.of("shared_preload_libraries", "pg_stat_statements", "autovacuum", "off"));
                Bed bed = Bed.make(server.createDatabase().urlWithPassword(), 1, logs)) {
            new Trial(bed, Shape.CHAIN, SIZE, new Trial.Pace(Duration.ZERO, Duration.ofMillis(100))).run(List.of(Phase.CREATE, Phase.DELETE), listener);

            assertThat(bed.store().stacks().list("benchmark", false, 10)).as("nothing is left").isEmpty();
            assertThat(Machine.of(bed.probe()::text).facts()).containsEntry("fsync", "on").containsEntry("synchronous_commit", "on");
        }

        assertThat(samples).extracting(Sample::phase).containsExactly(Phase.CREATE, Phase.DELETE);
        assertThat(told).as("the end of a request is told before its counters are waited for").hasSize(4);
        assertThat(told.getFirst()).startsWith("CREATE took");
        assertThat(told.get(1)).isEqualTo("CREATE is measured");
        Sample create = samples.getFirst();
        assertThat(create.statements().stream().filter(s -> s.query().contains("claim_definition = l.definition")).mapToLong(StatementCalls::calls).sum())
                .as("a claim for each link of the chain").isEqualTo(SIZE);
        assertThat(create.statements()).as("the probe does not see itself").noneMatch(s -> s.query().contains("rowloom_bench"));
        assertThat(create.counts().of(Metric.WRITES)).as("a finish that claims what comes next").isBetween(1.0 * SIZE, 3.0 * SIZE);
        assertThat(create.counts().of(Metric.WAL_BYTES) / SIZE).isBetween(500.0, 20_000.0);
        assertThat(create.counts().of(Metric.STATEMENTS)).isCloseTo(
                create.statements().stream().filter(s -> !s.isControl()).mapToLong(StatementCalls::calls).sum(), within(0.1));
        assertThat(create.wall()).isPositive();
    }
}
