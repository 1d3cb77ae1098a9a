package io.rowloom.engine;

import java.time.Instant;

/** An engine as committed; {@code claims} counts the resources that it holds, {@code now} is the database's clock at the reading. */
public record EngineRow(EngineInfo info, Instant startedAt, Instant leaseUntil, boolean stopping, boolean dead, int claims, Instant now) {}
