package io.rowloom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowTest {
    static Sample sample(int workers, int size, double seconds, double count) {
        Counts counts = Counts.each(metric -> metric == Metric.HOT_UPDATES ? count / 4 : count);
        return new Sample(workers, Shape.WIDE, size, Phase.CREATE, Duration.ofNanos((long) (seconds * 1e9)), counts, counts.map(x -> x / 10), List.of());
    }

    @Test
    void theMedianOfTheRepetitionsPerResource() {
        Row row = Row.of(List.of(sample(1, 10, 1, 20), sample(1, 10, 9, 90), sample(1, 10, 2, 30))).getFirst();

        assertThat(row.repetitions()).isEqualTo(3);
        assertThat(row.seconds()).isEqualTo(2);
        assertThat(row.perSecond()).isEqualTo(5);
        assertThat(row.perResource().of(Metric.STATEMENTS)).isEqualTo(3);
        assertThat(row.backgroundPerResource().of(Metric.WORKER_CPU_MS)).isEqualTo(0.3, within(1e-9));
        assertThat(row.hotRatio()).isEqualTo(0.25);
    }

    @Test
    void anEvenNumberOfRepetitionsHasItsMedianBetweenTheMiddleTwo() {
        assertThat(Row.of(List.of(sample(1, 10, 1, 0), sample(1, 10, 2, 0), sample(1, 10, 4, 0), sample(1, 10, 100, 0))).getFirst().seconds()).isEqualTo(3);
    }

    @Test
    void whatDiffersInWorkersOrSizeIsNotMixedAndKeepsItsOrder() {
        assertThat(Row.of(List.of(sample(2, 10, 1, 1), sample(1, 10, 1, 1), sample(2, 20, 1, 1), sample(2, 10, 1, 1))))
                .extracting(Row::workers, Row::size, Row::repetitions)
                .containsExactly(tuple(2, 10, 2), tuple(1, 10, 1), tuple(2, 20, 1));
    }

    @Test
    void whatCannotBeHadIsNotANumberRatherThanZero() {
        Sample without = new Sample(1, Shape.CHAIN, 10, Phase.NO_OP, Duration.ofSeconds(1), Counts.each(metric -> metric == Metric.DATABASE_CPU_MS ? Double.NaN : 0),
                Counts.each(_ -> 0), List.of());

        Row row = Row.of(List.of(without)).getFirst();

        assertThat(row.perResource().of(Metric.DATABASE_CPU_MS)).isNaN();
        assertThat(row.hotRatio()).as("no updates").isNaN();
    }

    @Test
    void countsSubtractMetricByMetric() {
        Counts difference = Counts.each(Enum::ordinal).map(x -> x * 3).minus(Counts.each(Enum::ordinal));

        assertThat(difference.of(Metric.COMMITS)).isEqualTo(2.0 * Metric.COMMITS.ordinal());
        assertThatThrownBy(() -> new Counts(Map.of(Metric.COMMITS, 1.0))).hasMessageContaining("missing");
    }
}
