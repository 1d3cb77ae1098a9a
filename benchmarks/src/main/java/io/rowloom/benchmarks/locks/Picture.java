package io.rowloom.benchmarks.locks;

import io.rowloom.benchmarks.Words;
import java.util.Arrays;
import java.util.List;

/** A chart as a PNG file in light or dark colours. */
record Picture(Figure figure, Theme theme) {
    enum Theme {
        LIGHT(""), DARK("-dark");

        private final String suffix;

        Theme(String suffix) {
            this.suffix = suffix;
        }
    }

    /** Of each figure both; of those that are for one number of workers, only the ones for this number. */
    static List<Picture> of(List<Figure> figures, int workers) {
        return figures.stream().filter(figure -> figure.workers().isEmpty() || figure.workers().getAsInt() == workers)
                .flatMap(figure -> Arrays.stream(Theme.values()).map(theme -> new Picture(figure, theme))).toList();
    }

    String file() {
        return figure.id() + theme.suffix + ".png";
    }

    /** Follows the address of the page, whose script then shows this alone. */
    String fragment() {
        return "#picture=" + figure.id() + "&theme=" + Words.of(theme);
    }
}
