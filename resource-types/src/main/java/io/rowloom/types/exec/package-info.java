/** Commands on the machine of the engine. */
@NullMarked
package io.rowloom.types.exec;

import org.jspecify.annotations.NullMarked;
