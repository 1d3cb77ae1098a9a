/** Constraints on parameter and property values, shared by templates and resource types. */
@NullMarked
package io.rowloom.constraint;

import org.jspecify.annotations.NullMarked;
