/**
 * Named scenarios: what must happen when something interferes. Each is a value that reads like a sentence ({@link io.rowloom.simulator.scenario.Scenario}),
 * and is played undisturbed, with a worker killed, and with a worker paused, at every step.
 */
@NullMarked
package io.rowloom.simulator.scenario;

import org.jspecify.annotations.NullMarked;
