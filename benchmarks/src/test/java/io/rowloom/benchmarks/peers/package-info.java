@NullMarked
package io.rowloom.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
