package io.rowloom.benchmarks.throughput;

import io.rowloom.benchmarks.Words;
import io.rowloom.benchmarks.chart.Grid;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A picture of the report.
 *
 * @param choices what it is for; all else is in it
 */
record Figure(About about, Map<String, String> choices, Grid grid) {
    Figure {
        choices = new TreeMap<>(choices);
    }

    /** Of files, and of elements in the page. */
    String id() {
        return Words.of(about) + "-" + String.join("-", choices.values());
    }

    /** For people. */
    String told() {
        return choices.entrySet().stream().map(choice -> choice.getKey() + " " + choice.getValue()).collect(Collectors.joining(", "));
    }
}
