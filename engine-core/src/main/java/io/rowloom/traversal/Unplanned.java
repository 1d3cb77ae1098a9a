package io.rowloom.traversal;

import io.rowloom.engine.EngineId;
import java.util.Optional;

/**
 * A traversal that is accepted and not planned.
 *
 * @param planner the engine that attempted it last, if that lives: it may be about it still. Empty also where attempts were not counted
 */
public record Unplanned(PlanDue due, Optional<EngineId> planner) {}
