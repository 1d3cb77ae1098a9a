/** Parameters: how a template declares them, and how environments and command lines give them values. */
@NullMarked
package io.rowloom.template.parameter;

import org.jspecify.annotations.NullMarked;
