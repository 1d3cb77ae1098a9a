package io.rowloom.benchmarks.micro;

import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How long each figure is measured.
 *
 * @param forks fresh processes; with none, all is measured in this one, where what ran before has left its mark on what the compiler knows
 * @param warmUp iterations that do not count
 * @param iterations of each fork; at least one call each
 */
record Effort(int forks, int warmUp, int iterations, TimeValue time) {}
