@NullMarked
package io.rowloom.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
