@NullMarked
package io.rowloom.cli.output;

import org.jspecify.annotations.NullMarked;
