/**
 * The worker: finds what rows say is to do, claims it, calls resource types, and records what came of it.
 *
 * <p>The main path: {@link io.rowloom.worker.Worker} starts an {@link io.rowloom.worker.Engine}; its {@link io.rowloom.worker.Planner} turns requests into
 * nodes, its {@link io.rowloom.worker.WorkFinder} claims nodes that can run, {@link io.rowloom.worker.ActionRunner} acts, {@link io.rowloom.worker.Finisher}
 * records.
 */
@NullMarked
package io.rowloom.worker;

import org.jspecify.annotations.NullMarked;
