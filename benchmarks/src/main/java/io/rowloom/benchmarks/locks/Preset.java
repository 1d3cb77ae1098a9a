package io.rowloom.benchmarks.locks;

import io.rowloom.benchmarks.chart.Pictures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is measured when options do not say otherwise.
 *
 * @param within see {@link LocksBench}
 * @param pictures how long drawing them may take
 */
record Preset(List<Mode> modes, List<Integer> workers, List<Workload> workloads, List<Integer> latencies, int repetitions, double scale,
        Optional<Duration> within, Duration pictures) {
    /** Everything but services that are out of order. */
    static final Preset FULL = new Preset(Mode.sound(), List.of(1, 2, 4, 8), List.of(Workload.values()), List.of(0, 1, 5), 3, 1,
            Optional.empty(), Pictures.AT_LEISURE);
    /** A first look that ends within two minutes, with the time to draw pictures, whatever the machine. */
    static final Preset QUICK = new Preset(List.of(Mode.OFF, Mode.AFFINITY, Mode.POSTGRESQL, Mode.REDIS), List.of(2),
            List.of(Workload.WIDE, Workload.FAN_IN, Workload.HOT),
            List.of(0), 3, 0.4, Optional.of(Duration.ofSeconds(95)), Duration.ofSeconds(12));
}
