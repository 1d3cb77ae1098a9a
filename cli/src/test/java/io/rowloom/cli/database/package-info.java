@NullMarked
package io.rowloom.cli.database;

import org.jspecify.annotations.NullMarked;
