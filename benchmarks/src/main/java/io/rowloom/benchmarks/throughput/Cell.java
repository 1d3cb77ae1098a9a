package io.rowloom.benchmarks.throughput;

import io.rowloom.benchmarks.Words;

/** What is varied: all measurements of one cell are repetitions of the same thing. */
record Cell(Shape shape, int size, Action action, int workers, Temperature temperature, Phase phase) {
    /** Fit for a file. */
    String name() {
        return String.join("-", Words.of(shape), Integer.toString(size), Words.of(action), workers + "w", Words.of(temperature), Words.of(phase));
    }
}
