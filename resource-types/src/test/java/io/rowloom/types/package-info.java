@NullMarked
package io.rowloom.types;

import org.jspecify.annotations.NullMarked;
