/** {@code rowloom bench throughput}: how fast stacks of all shapes are made, changed and deleted, and what that costs. */
@NullMarked
package io.rowloom.benchmarks.throughput;

import org.jspecify.annotations.NullMarked;
