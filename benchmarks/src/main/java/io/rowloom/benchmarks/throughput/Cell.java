package io.rowloom.benchmarks.throughput;

/** What is varied: all measurements of one cell are repetitions of the same thing. */
record Cell(Shape shape, int size, Action action, int workers, Temperature temperature, Phase phase) {}
