package io.rowloom.benchmarks.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PicturesTest {
    @Test
    void aChartIsDrawnInLightAndInDark() {
        assertThat(Pictures.of(new Pictures.Chart("rates", new Grid(List.of(), 1, ""))).map(Pictures.Picture::file)).containsExactly("rates.png", "rates-dark.png");
        assertThat(Pictures.of(new Pictures.Chart("rates", new Grid(List.of(), 1, ""))).map(Pictures.Picture::fragment))
                .containsExactly("#picture=rates&theme=light", "#picture=rates&theme=dark");
    }
}
