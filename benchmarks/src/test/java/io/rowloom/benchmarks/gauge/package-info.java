@NullMarked
package io.rowloom.benchmarks.gauge;

import org.jspecify.annotations.NullMarked;
