/** Dumps in Heat's form: what a stack is, for another one to adopt it. */
@NullMarked
package io.rowloom.dump;

import org.jspecify.annotations.NullMarked;
