/** Lock services behind the port {@link io.rowloom.lock.Locks}. Begin with {@link io.rowloom.locks.LockServices}. */
@NullMarked
package io.rowloom.locks;

import org.jspecify.annotations.NullMarked;
