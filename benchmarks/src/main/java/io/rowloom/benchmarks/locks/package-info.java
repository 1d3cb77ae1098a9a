/** Measures what a lock service before the claims costs and brings. Reached as {@code rowloom bench locks}, {@code compare} and {@code report}. */
@NullMarked
package io.rowloom.benchmarks.locks;

import org.jspecify.annotations.NullMarked;
