/** The template language HOT: from a user's text to an accepted target, and from a stored target to what the engine needs of it. */
@NullMarked
package io.rowloom.template;

import org.jspecify.annotations.NullMarked;
