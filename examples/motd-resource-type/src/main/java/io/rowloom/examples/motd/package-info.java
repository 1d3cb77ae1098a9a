/** A resource type to start your own from. */
@NullMarked
package io.rowloom.examples.motd;

import org.jspecify.annotations.NullMarked;
