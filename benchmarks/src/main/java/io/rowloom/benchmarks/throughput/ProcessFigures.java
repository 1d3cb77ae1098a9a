package io.rowloom.benchmarks.throughput;

/**
 * What a worker used while something was measured. NaN: not known here.
 *
 * @param cpuMs in steps of 10 ms
 * @param rssPeakMib most memory that it had resident
 * @param heapPeakMib the fullest heap before a garbage collection; NaN when there was none
 * @param gcMs in which garbage collections stopped it
 */
record ProcessFigures(double cpuMs, double rssPeakMib, double heapPeakMib, double gcMs) {}
