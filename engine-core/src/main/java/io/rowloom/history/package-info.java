/** What a stack went through, told from its events. */
@NullMarked
package io.rowloom.history;

import org.jspecify.annotations.NullMarked;
