/** The tables, how a database gets them, and whether it has them. */
@NullMarked
package io.rowloom.schema;

import org.jspecify.annotations.NullMarked;
