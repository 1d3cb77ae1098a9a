package io.rowloom.resource;

import io.rowloom.engine.EngineId;
import io.rowloom.stack.StackId;

/**
 * The right to act on a resource: the row names this engine and this version. Whoever writes under a claim whose fence is old changes nothing.
 *
 * @param fence the row's version at the claim
 */
public record Claim(StackId stack, int no, EngineId engine, long fence) {}
