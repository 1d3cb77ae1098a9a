/** Where the time of a measurement goes: statements of the database, and methods of the workers. */
@NullMarked
package io.rowloom.benchmarks.profile;

import org.jspecify.annotations.NullMarked;
