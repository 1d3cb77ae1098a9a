/**
 * Runs several real engines on a store in memory, on virtual time, one step at a time, in an order that a seed decides; kills, pauses and disconnects them
 * between any two steps; and judges rows and reality afterwards. The same seed gives the same run.
 */
@NullMarked
package io.rowloom.simulator;

import org.jspecify.annotations.NullMarked;
