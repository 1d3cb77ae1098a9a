package io.rowloom.benchmarks.locks;

import io.rowloom.benchmarks.Forecast;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What is measured, in which order. Repetitions are interleaved: a round goes once through everything, and within a round all arms follow one another
 * for the same number of workers and the same latency, so that what drifts on the machine meets all of them alike. Each round begins with another arm
 * and another workload. A run that is cut short has whole rounds, and part of the last.
 */
record Plan(List<Arm> arms, List<Integer> workers, List<Workload> workloads, List<Integer> latencies, int repetitions, double scale) {
    Plan {
        arms = List.copyOf(arms);
        workers = List.copyOf(workers);
        workloads = List.copyOf(workloads);
        latencies = List.copyOf(latencies);
    }

    List<Session> sessions() {
        List<Session> sessions = new ArrayList<>();
        for (int round = 1; round <= repetitions; round++) {
            for (int latency : latencies) {
                for (int count : workers) {
                    for (Arm arm : rotated(arms, round - 1)) {
                        sessions.add(new Session(round, arm, count, latency, rotated(workloads, round - 1)));
                    }
                }
            }
        }
        return List.copyOf(sessions);
    }

    private static <T> List<T> rotated(List<T> all, int by) {
        List<T> copy = new ArrayList<>(all);
        Collections.rotate(copy, -by);
        return List.copyOf(copy);
    }

    Forecast forecast() {
        return Forecast.of(sessions().stream().mapToDouble(session -> session.expectedSeconds(scale)));
    }

    int measurements() {
        return sessions().size() * workloads.size();
    }
}
