@NullMarked
package io.rowloom.cli.command;

import org.jspecify.annotations.NullMarked;
