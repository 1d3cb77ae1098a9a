/** {@code rowloom bench limit}: how fast the database could do the same work without the engine. */
@NullMarked
package io.rowloom.benchmarks.limit;

import org.jspecify.annotations.NullMarked;
