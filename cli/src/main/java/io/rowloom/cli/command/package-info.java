/** The verbs of the command line, one class each. */
@NullMarked
package io.rowloom.cli.command;

import org.jspecify.annotations.NullMarked;
