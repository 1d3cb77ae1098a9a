package io.rowloom.benchmarks.locks;

import io.rowloom.benchmarks.chart.Grid;
import java.util.OptionalInt;

/**
 * A picture of the report.
 *
 * @param section what it is about; see {@link Section}
 * @param workers empty: it shows all of them
 */
record Figure(Section section, int latencyMillis, OptionalInt workers, Grid grid) {
    /** Of files, and of elements in the page. */
    String id() {
        return section.id() + "-" + latencyMillis + "ms" + (workers.isPresent() ? "-" + workers.getAsInt() + "w" : "");
    }
}
