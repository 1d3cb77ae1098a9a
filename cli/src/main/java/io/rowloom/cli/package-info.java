/** The command {@code rowloom}. */
@NullMarked
package io.rowloom.cli;

import org.jspecify.annotations.NullMarked;
