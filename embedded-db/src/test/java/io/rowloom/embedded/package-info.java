@NullMarked
package io.rowloom.embedded;

import org.jspecify.annotations.NullMarked;
