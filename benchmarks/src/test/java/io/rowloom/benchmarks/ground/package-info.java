@NullMarked
package io.rowloom.benchmarks.ground;

import org.jspecify.annotations.NullMarked;
