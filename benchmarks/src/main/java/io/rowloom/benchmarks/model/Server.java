package io.rowloom.benchmarks.model;

/**
 * One database server.
 *
 * @param busy share of processors and of the rates that is to be used at most
 * @param connections that it takes at most
 */
record Server(double cores, double busy, double commitsPerSecond, double logBytesPerSecond, double connections) {}
