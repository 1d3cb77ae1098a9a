/** Snapshots: what the resources of a stack held at one moment, to go back to. */
@NullMarked
package io.rowloom.snapshot;

import org.jspecify.annotations.NullMarked;
