/** Settings: where they come from, and what they must satisfy. */
@NullMarked
package io.rowloom.cli.config;

import org.jspecify.annotations.NullMarked;
