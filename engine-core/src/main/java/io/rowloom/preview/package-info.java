/** What a request would do, told by the decisions that the engine itself will make. Nothing here is written anywhere. */
@NullMarked
package io.rowloom.preview;

import org.jspecify.annotations.NullMarked;
