package io.rowloom.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.benchmarks.gauge.Quantiles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final Quantiles NONE = Quantiles.of(new double[0]);

    private static Measurement measurement(Shape shape, int round, double seconds, Quantiles latency) {
        return new Measurement("2026-01-01T00:00:00Z", round, new Cell(shape, 100, Action.NO_OP, 2, Temperature.WARM, Phase.NO_CHANGE), 100, 0, seconds, latency, NONE, NONE, 0,
                Map.of("statements", 50.0, "rows_updated", 20.0, "hot_updates", 15.0), Map.of(),
                List.of(new ProcessFigures(10, 120, Double.NaN, 0), new ProcessFigures(20, 110, 64, 2.5)));
    }

    @Test
    void repetitionsAreOneRowWithTheirMedianAndRange() {
        List<String> lines = Summary.lines(List.of(measurement(Shape.FAN_IN, 1, 1, NONE), measurement(Shape.FAN_IN, 2, 4, NONE), measurement(Shape.FAN_IN, 3, 2, NONE)));

        assertThat(lines).hasSize(2);
        assertThat(lines.getLast().split(" +")).startsWith("fan-in", "100", "no-op", "2", "warm", "no-change", "3", "50.0", "25.0–100", "2.00", "0", "0.500", "-").doesNotContain("NaN");
        assertThat(lines.getFirst()).contains("HOT %", "RSS MiB").as("a column in which there is nothing").doesNotContain("WAL", "overtaken", "stack p50");
    }

    @Test
    void ofSingleStacksTheLatencyCounts() {
        List<String> lines = Summary.lines(List.of(measurement(Shape.ONE, 1, 1, Quantiles.of(new double[] {1, 2, 9}))));

        assertThat(lines.getFirst()).contains("stack p50 ms", "stack p99 ms");
        assertThat(lines.getLast().split(" +")).contains("-", "2.00", "9.00").doesNotContain("100–100");
    }

    @Test
    void filesHaveACellForEachColumn() {
        List<String> cells = Csv.cells(measurement(Shape.WIDE, 1, 2, NONE));

        assertThat(cells).hasSameSizeAs(Csv.columns()).startsWith("wide", "100", "no-op", "2", "warm", "no-change", "1", "100", "50.0", "2.0");
        assertThat(cells.get(Csv.columns().indexOf("hot"))).isEqualTo("75.0");
        assertThat(cells.get(Csv.columns().indexOf("heap"))).as("of the worker with most").isEqualTo("64.0");
        assertThat(cells.get(Csv.columns().indexOf("log_bytes"))).as("not measured").isEmpty();
    }
}
