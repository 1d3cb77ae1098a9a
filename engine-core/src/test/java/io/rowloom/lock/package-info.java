@NullMarked
package io.rowloom.lock;

import org.jspecify.annotations.NullMarked;
