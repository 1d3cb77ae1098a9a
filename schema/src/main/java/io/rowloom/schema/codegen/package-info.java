/** Tools of the build: the schema as one file to read, and as Java classes. Not for use at run time. */
@NullMarked
package io.rowloom.schema.codegen;

import org.jspecify.annotations.NullMarked;
