@NullMarked
package io.rowloom.cli;

import org.jspecify.annotations.NullMarked;
