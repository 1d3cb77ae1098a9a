/** A worker as a process: logs, metrics, signals. */
@NullMarked
package io.rowloom.cli.worker;

import org.jspecify.annotations.NullMarked;
