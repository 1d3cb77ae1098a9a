package io.rowloom.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.benchmarks.gauge.Quantiles;
import io.rowloom.benchmarks.limit.Kind;
import io.rowloom.benchmarks.limit.LimitMeasurement;
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
        List<String> lines = Summary.lines(List.of(measurement(Shape.FAN_IN, 1, 1, NONE), measurement(Shape.FAN_IN, 2, 4, NONE), measurement(Shape.FAN_IN, 3, 2, NONE)), List.of());

        assertThat(lines).hasSize(2);
        assertThat(lines.getLast().split(" +")).containsExactly("fan-in", "100", "no-op", "2", "warm", "no-change", "3", "50.0", "25.0–100", "2.00", "0", "0.500",
                "0.200", "75.0", "120", "64.0", "2.50");
        assertThat(lines.getFirst()).contains("HOT %", "RSS MiB").as("a column in which there is nothing").doesNotContain("WAL", "overtaken", "stack p50");
    }

    @Test
    void ofSingleStacksTheLatencyCounts() {
        List<String> lines = Summary.lines(List.of(measurement(Shape.ONE, 1, 1, Quantiles.of(new double[] {1, 2, 9}))), List.of());

        assertThat(lines.getFirst()).contains("stack p50 ms", "stack p99 ms");
        assertThat(lines.getLast().split(" +")).contains("-", "2.00", "9.00").doesNotContain("100–100");
    }

    @Test
    void createsAreComparedWithTheLimitOfTheSameStacks() {
        Measurement m = measurement(Shape.WIDE, 1, 2, NONE);
        Cell create = new Cell(Shape.WIDE, 100, Action.NO_OP, 2, Temperature.WARM, Phase.CREATE);
        Measurement created = new Measurement(m.at(), 1, create, 100, 100, 2, NONE, NONE, NONE, 0, Map.of(), Map.of(), List.of());
        LimitMeasurement limit = new LimitMeasurement(m.at(), 1, Kind.SAME, Shape.WIDE, 100, 2, 64, 100, 0.25, 0.75, Map.of());
        LimitMeasurement other = new LimitMeasurement(m.at(), 1, Kind.SAME, Shape.WIDE, 1_000, 2, 64, 1_000, 1, 0, Map.of());

        List<String> lines = Summary.lines(List.of(m, created), List.of(limit, other));

        assertThat(lines.get(0)).contains("÷ same").doesNotContain("÷ minimal");
        assertThat(lines.get(1).split(" +")).as("50 of 100 resources per second").contains("create", "0.500");
        assertThat(lines.get(2).split(" +")).as("an update has no limit").contains("no-change").containsSequence("50.0–50.0", "-");
        assertThat(Csv.cells(limit)).hasSameSizeAs(Csv.columns()).contains("limit-same", "100.0", "1.0");
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
