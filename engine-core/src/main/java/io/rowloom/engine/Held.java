package io.rowloom.engine;

import io.rowloom.stack.StackId;

/** A claimed row. {@code cancel}: its action is asked to stop. */
public record Held(StackId stack, int no, long version, EngineId engine, boolean cancel) {}
