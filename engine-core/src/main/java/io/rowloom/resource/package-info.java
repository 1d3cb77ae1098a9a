/** Resources: one row per physical copy; how it is claimed, what is decided about it, how the claim ends. */
@NullMarked
package io.rowloom.resource;

import org.jspecify.annotations.NullMarked;
