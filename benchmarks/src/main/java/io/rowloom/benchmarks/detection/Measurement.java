package io.rowloom.benchmarks.detection;

/**
 * One worker that was struck.
 *
 * @param deadMillis from the fault until it was declared dead
 * @param resumedMillis from the fault until another worker had claimed one of its actions
 * @param held actions that it had open
 * @param wronglyDead workers that were declared dead though nothing happened to them
 */
record Measurement(String membership, String fault, int round, double deadMillis, double resumedMillis, int held, int wronglyDead) {
    static final String CSV_HEAD = "membership,fault,round,dead_ms,resumed_ms,held,wrongly_dead";

    String csv() {
        return String.join(",", membership, fault, Integer.toString(round), Double.toString(deadMillis), Double.toString(resumedMillis), Integer.toString(held),
                Integer.toString(wronglyDead));
    }
}
