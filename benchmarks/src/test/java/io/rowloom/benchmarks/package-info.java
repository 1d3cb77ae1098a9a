@NullMarked
package io.rowloom.benchmarks;

import org.jspecify.annotations.NullMarked;
