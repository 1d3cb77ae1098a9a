package io.rowloom.benchmarks.gauge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rowloom.benchmarks.gauge.Statistics.Interval;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsTest {
    @Test
    void medianAndRangeLeaveOutWhatIsNoNumber() {
        assertThat(Statistics.median(new double[] {5, Double.NaN, 1, 2})).isEqualTo(2);
        assertThat(Statistics.median(new double[] {1, 2, 4, 100})).isEqualTo(3);
        assertThat(Statistics.median(new double[0])).isNaN();
        assertThat(Statistics.range(new double[] {3, 1, Double.NaN, 2})).isEqualTo(new Interval(1, 2, 3));
    }

    @Test
    void quantilesAreNearestRanks() {
        Quantiles of = Quantiles.of(IntStream.rangeClosed(1, 200).mapToDouble(i -> i).toArray());

        assertThat(List.of(of.p5(), of.p25(), of.p50(), of.p75(), of.p95(), of.p99(), of.max()))
                .containsExactly(10.0, 50.0, 100.0, 150.0, 190.0, 198.0, 200.0);
        assertThat(Quantiles.of(new double[] {7}).p5()).isEqualTo(7);
        assertThat(Quantiles.of(new double[0]).p50()).isNaN();
        assertThat(Quantiles.medianOf(List.of(Quantiles.of(new double[] {1}), Quantiles.of(new double[] {2}), Quantiles.of(new double[] {9}))).p99())
                .isEqualTo(2);
    }

    @Test
    void theRatioHasAnIntervalThatLeavesOneOutWhenTheSidesLieApart() {
        Interval apart = Statistics.ratio(new double[] {100, 101, 99}, new double[] {150, 152, 149});
        Interval mixed = Statistics.ratio(new double[] {100, 120, 99}, new double[] {110, 98, 119});

        assertThat(apart.middle()).isEqualTo(1.5);
        assertThat(apart.low()).isBetween(1.45, 1.5);
        assertThat(apart.high()).isBetween(1.5, 1.55);
        assertThat(mixed.contains(1)).isTrue();
        assertThat(Statistics.ratio(new double[] {0, 0, 0}, new double[] {0, 0, 0})).as("nothing, twice").isEqualTo(new Interval(1, 1, 1));
        assertThat(Statistics.ratio(new double[] {0, 0, 0}, new double[] {1, 1, 1}).low()).isInfinite();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5})
    void asManyEqualPairsLookDifferentAsIsSaid(int repetitions) {
        Random random = new Random(5);
        int pairs = 150;
        long different = IntStream.range(0, pairs).filter(_ -> !Statistics.ratio(noise(random, repetitions), noise(random, repetitions)).contains(1))
                .count();

        assertThat((double) different / pairs).isCloseTo(Statistics.falseAlarms(repetitions), within(0.06));
    }

    private static double[] noise(Random random, int repetitions) {
        return IntStream.range(0, repetitions).mapToDouble(_ -> Math.exp(0.1 * random.nextGaussian())).toArray();
    }
}
