/** Tests of the worker's parts that need no store; the whole is tested by the simulator. */
@org.jspecify.annotations.NullMarked
package io.rowloom.worker;
