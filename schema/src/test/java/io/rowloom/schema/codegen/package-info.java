@NullMarked
package io.rowloom.schema.codegen;

import org.jspecify.annotations.NullMarked;
