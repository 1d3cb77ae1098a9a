/** The interface that a resource type implements. Found with {@link java.util.ServiceLoader}; nothing here needs a base class. */
@NullMarked
package io.rowloom.plugin;

import org.jspecify.annotations.NullMarked;
