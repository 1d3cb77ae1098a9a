/** What is read before and after work, and what the readings say. */
@NullMarked
package io.rowloom.benchmarks.gauge;

import org.jspecify.annotations.NullMarked;
