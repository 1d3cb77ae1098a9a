package io.rowloom.benchmarks;

import io.rowloom.benchmarks.gauge.StatementCalls;
import java.time.Duration;
import java.util.List;

/**
 * One request that was measured.
 *
 * @param wall from sending the request until another connection saw its end, looking every 5 ms
 * @param counts what happened meanwhile, the background subtracted
 * @param background what idle workers do in the same time, with the stack in the database
 * @param statements what was sent, most often first; the background is not subtracted
 */
record Sample(int workers, Shape shape, int size, Phase phase, Duration wall, Counts counts, Counts background, List<StatementCalls> statements) {
    double seconds() {
        return wall.toNanos() / 1e9;
    }
}
