/** Files on the machine of the engine. */
@NullMarked
package io.rowloom.types.file;

import org.jspecify.annotations.NullMarked;
