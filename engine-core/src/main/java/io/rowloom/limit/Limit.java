package io.rowloom.limit;

/**
 * A limit, and how things are in its scope.
 *
 * @param most actions that may be open at once
 * @param open actions that are: begun and not over, whether a worker is at them or not. More than {@code most} when the limit was lowered or set meanwhile
 * @param waiting nodes that could run, if there were room
 */
public record Limit(Scope scope, int most, int open, int waiting) {}
