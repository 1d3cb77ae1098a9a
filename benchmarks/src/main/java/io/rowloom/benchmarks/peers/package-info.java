/** {@code rowloom bench peers}: the same work done by other schedulers. */
@NullMarked
package io.rowloom.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
