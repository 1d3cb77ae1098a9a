/** Events: every state change, as committed. */
@NullMarked
package io.rowloom.event;

import org.jspecify.annotations.NullMarked;
