package io.rowloom.benchmarks.micro;

import io.rowloom.benchmarks.throughput.Shape;

/**
 * What calls of one part took; each figure is that of a whole call, divided by the resources of the stack.
 *
 * @param at when it ended
 * @param calls that were timed; the percentiles are theirs
 * @param micros median, in microseconds
 * @param p99Micros not a number with fewer than 100 calls
 * @param bytes allocated
 */
record MicroMeasurement(String at, Part part, Shape shape, int size, int resources, int forks, long calls, double micros, double p99Micros, double slowestMicros, double bytes) {}
