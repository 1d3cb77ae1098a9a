@NullMarked
package io.rowloom.benchmarks.limit;

import org.jspecify.annotations.NullMarked;
