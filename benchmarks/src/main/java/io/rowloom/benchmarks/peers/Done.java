package io.rowloom.benchmarks.peers;

import io.rowloom.benchmarks.gauge.Counter;
import java.util.Map;
import java.util.TreeMap;

/**
 * So many jobs that do nothing, done once.
 *
 * @param at when it ended, ISO 8601
 * @param executed how often the job was run: schedulers may run one twice
 * @param seconds from handing them in until another process saw that all are done
 * @param busySeconds from the first job that was run until then; NaN where that is not known
 * @param setup of the contestant, for people
 * @param counters see {@link Counter}
 */
record Done(String at, int round, Contestant contestant, int processes, int jobs, long executed, double seconds, double busySeconds, String setup, Map<String, Double> counters) {
    Done {
        counters = new TreeMap<>(counters);
    }

    double perSecond() {
        return jobs / seconds;
    }

    /** Without what passed until the first job was run, such as the rest of a poll interval. */
    double perBusySecond() {
        return jobs / (Double.isNaN(busySeconds) ? seconds : busySeconds);
    }

    /** Per job; NaN where it was not counted. */
    double each(Counter counter) {
        return counters.getOrDefault(counter.key(), Double.NaN) / jobs;
    }
}
