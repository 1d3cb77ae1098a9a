package io.rowloom.benchmarks.throughput;

import io.rowloom.benchmarks.Forecast;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What is measured, in which order. A round goes through everything once, so that what drifts on the machine meets all alike, and each round begins with another workload. Cold
 * figures need processes of their own for each workload; warm ones share them.
 */
record Plan(List<Job> jobs, List<Integer> workers, List<Temperature> temperatures, List<Phase> phases, Life.Extent extent, int repetitions) {
    Plan {
        jobs = List.copyOf(jobs);
        workers = List.copyOf(workers);
        temperatures = List.copyOf(temperatures);
        phases = List.copyOf(phases);
    }

    List<Session> sessions() {
        List<Session> sessions = new ArrayList<>();
        for (int round = 1; round <= repetitions; round++) {
            List<Job> rotated = new ArrayList<>(jobs);
            Collections.rotate(rotated, 1 - round);
            for (int count : workers) {
                for (Temperature temperature : temperatures) {
                    switch (temperature) {
                        case WARM -> sessions.add(new Session(round, count, temperature, rotated));
                        case COLD -> {
                            for (Job job : rotated) {
                                sessions.add(new Session(round, count, temperature, List.of(job)));
                            }
                        }
                    }
                }
            }
        }
        return List.copyOf(sessions);
    }

    double expectedSeconds(Job job) {
        return Session.expectedSeconds(job, phases, extent);
    }

    Forecast forecast() {
        return Forecast.of(sessions().stream().flatMapToDouble(session ->
                DoubleStream.concat(DoubleStream.of(session.expectedStart()), session.jobs().stream().mapToDouble(this::expectedSeconds))));
    }
}
