/** Traversals: the plan that leads from the rows as they are to the target, and what follows when one of its nodes ends. */
@NullMarked
package io.rowloom.traversal;

import org.jspecify.annotations.NullMarked;
