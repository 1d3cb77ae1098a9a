/** Values that travel through templates, plugins and rows: JSON trees in which secrets are marked. */
@NullMarked
package io.rowloom.value;

import org.jspecify.annotations.NullMarked;
