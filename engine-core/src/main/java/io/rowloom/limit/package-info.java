/** How many actions may be open at once, across all engines. */
@NullMarked
package io.rowloom.limit;

import org.jspecify.annotations.NullMarked;
