/** Removes guards from the engine, one at a time, and sees that the judge notices. */
@NullMarked
package io.rowloom.simulator.mutation;

import org.jspecify.annotations.NullMarked;
