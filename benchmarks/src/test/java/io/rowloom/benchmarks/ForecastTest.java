package io.rowloom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ForecastTest {
    @Test
    void theForecastFollowsWhatThePartsTook() {
        Forecast before = Forecast.of(DoubleStream.of(20, 20, 20));
        Forecast after = before.after(20, 60);

        assertThat(before.left()).hasSeconds(60);
        assertThat(after.left()).as("two parts that last longer than was thought").isGreaterThan(Duration.ofSeconds(80));
        assertThat(before.fits(20, Duration.ofSeconds(21))).isTrue();
        assertThat(after.fits(20, Duration.ofSeconds(21))).isFalse();
    }

    @Test
    void timesAreToldAsPeopleSayThem() {
        assertThat(List.of(45L, 89L, 120L, 3_600L, 11_100L)).extracting(seconds -> Forecast.told(Duration.ofSeconds(seconds)))
                .containsExactly("45 s", "89 s", "2 min", "60 min", "3 h 05 min");
    }
}
