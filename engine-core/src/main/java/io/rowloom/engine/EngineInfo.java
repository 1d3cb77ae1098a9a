package io.rowloom.engine;

/** Who an engine is, for people. */
public record EngineInfo(EngineId id, String name, String host, long pid, int slots) {}
