@NullMarked
package io.rowloom.schema;

import org.jspecify.annotations.NullMarked;
