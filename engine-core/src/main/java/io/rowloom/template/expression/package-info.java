/** Values in templates: literals and functions, as a tree that can be checked before, and resolved once, its references are known. */
@NullMarked
package io.rowloom.template.expression;

import org.jspecify.annotations.NullMarked;
