/** What measurements run on: a database, and ways to it. */
@NullMarked
package io.rowloom.benchmarks.ground;

import org.jspecify.annotations.NullMarked;
