/** What a fleet would need, reckoned from what was measured on one machine. Pure, but for {@link io.rowloom.benchmarks.model.ModelCommand}. */
@NullMarked
package io.rowloom.benchmarks.model;

import org.jspecify.annotations.NullMarked;
