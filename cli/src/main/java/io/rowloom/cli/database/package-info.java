/** The database that a command works on: given, or embedded. */
@NullMarked
package io.rowloom.cli.database;

import org.jspecify.annotations.NullMarked;
