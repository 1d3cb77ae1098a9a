/** What the pure parts of the engine take, measured by JMH, without a database. */
@NullMarked
package io.rowloom.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
