/** Tests of single parts of the worker, and of what the simulator cannot do to it. */
@org.jspecify.annotations.NullMarked
package io.rowloom.worker;
