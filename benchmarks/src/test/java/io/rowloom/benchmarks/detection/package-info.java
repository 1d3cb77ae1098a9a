@NullMarked
package io.rowloom.benchmarks.detection;

import org.jspecify.annotations.NullMarked;
