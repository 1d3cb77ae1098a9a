@NullMarked
package io.rowloom.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
