/** Other schedulers, each as a worker process that does nothing as fast as it can. Started by {@code rowloom bench peers}. */
@NullMarked
package io.rowloom.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
