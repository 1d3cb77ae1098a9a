/** Heat's resource types that need no cloud. They make nothing outside the database: their reality is their row. */
@NullMarked
package io.rowloom.types.heat;

import org.jspecify.annotations.NullMarked;
