/** Looks into the engine's statements; the package itself is that of engine-db. */
@NullMarked
package io.rowloom.db;

import org.jspecify.annotations.NullMarked;
