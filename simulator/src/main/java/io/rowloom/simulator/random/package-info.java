/**
 * Generated runs: a seed becomes a {@link io.rowloom.simulator.random.Script}, which is played on a {@link io.rowloom.simulator.World}, judged, and, if
 * something does not hold, made as small as it goes. {@link io.rowloom.simulator.random.RandomRun} is where to begin.
 */
@NullMarked
package io.rowloom.simulator.random;

import org.jspecify.annotations.NullMarked;
