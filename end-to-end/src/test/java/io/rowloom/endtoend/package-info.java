/**
 * Rowloom as its users have it: the packaged command line and its workers as processes, on a real PostgreSQL, with real signals. {@link Cluster} sets
 * all of it up, {@link Reality} tells what was made.
 */
@NullMarked
package io.rowloom.endtoend;

import org.jspecify.annotations.NullMarked;
