package io.rowloom.benchmarks.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static Measurement measurement(String membership, int round, double dead, double resumed, int wrong) {
        return new Measurement(membership, "kill", round, dead, resumed, 3, wrong);
    }

    @Test
    void eachCaseHasALineWithMedianAndEnds() {
        List<String> lines = Summary.lines(List.of(measurement("redis", 1, 2000, 2100, 0), measurement("none", 1, 7000, 7100, 0), measurement("redis", 2, 3000, 3300, 1),
                measurement("redis", 3, 2200, 2250, 1)));
        assertThat(lines).hasSize(4);
        assertThat(lines.get(2).split(" +")).containsExactly("redis", "kill", "3", "2.20", "2.00", "3.00", "-", "2.25", "2.10", "3.30", "-", "2");
        assertThat(lines.get(3).split(" +")).containsExactly("none", "kill", "1", "7.00", "7.00", "7.00", "-", "7.10", "7.10", "7.10", "-", "0");
    }

    @Test
    void aHundredValuesHaveAPercentileThatOneOfThemExceeds() {
        List<Measurement> hundred = IntStream.rangeClosed(1, 100).mapToObj(i -> measurement("postgresql", i, i * 10, i * 20, 0)).toList();
        assertThat(Summary.lines(hundred).getLast().split(" +")).contains("0.99", "1.98");
        assertThat(Summary.lines(hundred.subList(0, 99)).getLast()).contains("-");
        assertThat(Summary.percentile(Stream.iterate(1.0, x -> x + 1).limit(200).mapToDouble(x -> x).toArray())).isEqualTo(198);
    }
}
