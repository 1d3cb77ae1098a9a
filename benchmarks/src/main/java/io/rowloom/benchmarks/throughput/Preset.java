package io.rowloom.benchmarks.throughput;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is measured when options do not say otherwise.
 *
 * @param effort of warming up
 */
record Preset(List<Shape> shapes, List<Integer> sizes, List<Integer> workers, List<Temperature> temperatures, List<Phase> phases, int samples, Life.Effort effort, int repetitions,
        Optional<Duration> within) {
    static final Preset FULL = new Preset(List.of(Shape.values()), List.of(100, 1_000, 10_000), List.of(1, 2, 4, 8), List.of(Temperature.values()), List.of(Phase.values()),
            200, new Life.Effort(800, 12, 10_000), 3, Optional.empty());
    /** A first look that ends within two minutes, whatever the machine. */
    static final Preset QUICK = new Preset(List.of(Shape.values()), List.of(300), List.of(2), List.of(Temperature.WARM),
            List.of(Phase.CREATE, Phase.NO_CHANGE, Phase.UPDATE_ALL, Phase.REPLACE_ALL, Phase.DELETE), 100, new Life.Effort(150, 1, 0), 2, Optional.of(Duration.ofSeconds(80)));
}
