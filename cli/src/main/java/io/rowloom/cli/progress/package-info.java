/** Shows a stack on its way. */
@NullMarked
package io.rowloom.cli.progress;

import org.jspecify.annotations.NullMarked;
