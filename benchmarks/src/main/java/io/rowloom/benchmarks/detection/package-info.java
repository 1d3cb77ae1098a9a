/** {@code rowloom bench detection}: how soon a worker that is gone is missed, and its actions go on. Begin with {@link io.rowloom.benchmarks.detection.DetectionCommand}. */
@NullMarked
package io.rowloom.benchmarks.detection;

import org.jspecify.annotations.NullMarked;
