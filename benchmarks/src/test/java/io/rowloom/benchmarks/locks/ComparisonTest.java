package io.rowloom.benchmarks.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.benchmarks.locks.Comparison.Verdict;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
    private static final Cell CELL = new Cell("off", 8, Workload.HOT, 1);

    private static Verdict verdict(Measure measure, double[] before, double... after) {
        return Comparison.difference(CELL, measure, before, after).verdict();
    }

    @Test
    void whatIsBetterDependsOnTheMeasure() {
        double[] before = {100, 101, 102};
        assertThat(verdict(Measure.THROUGHPUT, before, 150, 151, 152)).isEqualTo(Verdict.BETTER);
        assertThat(verdict(Measure.THROUGHPUT, before, 50, 51, 52)).isEqualTo(Verdict.WORSE);
        assertThat(verdict(Measure.STARTED_P99, before, 150, 151, 152)).isEqualTo(Verdict.WORSE);
        assertThat(verdict(Measure.STARTED_P99, before, 50, 51, 52)).isEqualTo(Verdict.BETTER);
    }

    @Test
    void whatOverlapsIsNoiseAndTwoRepetitionsSayNothing() {
        assertThat(verdict(Measure.THROUGHPUT, new double[] {100, 120, 140}, 110, 125, 150)).isEqualTo(Verdict.NOISE);
        assertThat(verdict(Measure.THROUGHPUT, new double[] {100, 101}, 150, 151, 152)).isEqualTo(Verdict.TOO_FEW);
        assertThat(verdict(Measure.THROUGHPUT, new double[] {100, 101, Double.NaN}, 150, 151, 152)).isEqualTo(Verdict.TOO_FEW);
        assertThat(verdict(Measure.LOCK_CPU, new double[] {Double.NaN}, 1, 2, 3)).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(verdict(Measure.CLAIMS_LOST, new double[] {0, 0, 0}, 0, 0, 0)).isEqualTo(Verdict.NOISE);
        assertThat(verdict(Measure.CLAIMS_LOST, new double[] {0, 0, 0}, 1, 1, 1)).isEqualTo(Verdict.WORSE);
    }

    @Test
    void onlyCellsOfBothSidesAreCompared() {
        Results one = SampleResults.of(List.of("off", "redis"), List.of(1), List.of(Workload.WIDE), List.of(0), 3);
        Results two = SampleResults.of(List.of("redis", "etcd"), List.of(1), List.of(Workload.WIDE), List.of(0), 3);

        assertThat(Comparison.of(one.byCell(), two.byCell(), List.of(Measure.THROUGHPUT, Measure.STATEMENTS))).extracting(d -> d.cell().arm())
                .containsExactly("redis", "redis");
    }

    @ParameterizedTest
    @CsvSource({"1.104, +10", "0.9, −10", "1.001, 0", "1.999, +100", "2.04, ×2.0", "12.3, ×12", "Infinity, ∞", "NaN, ''"})
    void ratiosAreToldInPerCentAndFromTheDoubleOnAsFactors(double ratio, String text) {
        assertThat(Matrix.percent(ratio)).isEqualTo(text);
    }
}
