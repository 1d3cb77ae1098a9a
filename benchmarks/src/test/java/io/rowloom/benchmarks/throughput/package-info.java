@NullMarked
package io.rowloom.benchmarks.throughput;

import org.jspecify.annotations.NullMarked;
