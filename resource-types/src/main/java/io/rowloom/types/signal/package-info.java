/** A resource that waits until it is told something. */
@NullMarked
package io.rowloom.types.signal;

import org.jspecify.annotations.NullMarked;
