/** Engines: worker processes, their lease on the database's clock, their sessions elsewhere, and what happens to the claims of those that die. */
@NullMarked
package io.rowloom.engine;

import org.jspecify.annotations.NullMarked;
