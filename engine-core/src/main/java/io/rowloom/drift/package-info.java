/** Looks at reality at set times: a policy per stack, and what follows from it. */
@NullMarked
package io.rowloom.drift;

import org.jspecify.annotations.NullMarked;
