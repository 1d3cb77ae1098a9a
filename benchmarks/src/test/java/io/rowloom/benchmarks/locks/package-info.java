@NullMarked
package io.rowloom.benchmarks.locks;

import org.jspecify.annotations.NullMarked;
