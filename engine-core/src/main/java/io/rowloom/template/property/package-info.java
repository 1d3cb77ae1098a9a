/** Property values and the schemas of resource types. */
@NullMarked
package io.rowloom.template.property;

import org.jspecify.annotations.NullMarked;
