/** Stacks: what a user asked for, what is admitted in which state, and the verbs on stack rows. */
@NullMarked
package io.rowloom.stack;

import org.jspecify.annotations.NullMarked;
