@NullMarked
package io.rowloom.benchmarks.model;

import org.jspecify.annotations.NullMarked;
