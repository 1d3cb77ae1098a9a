/** Measures what work costs the database and the workers. Reached as {@code rowloom bench}. */
@NullMarked
package io.rowloom.benchmarks;

import org.jspecify.annotations.NullMarked;
