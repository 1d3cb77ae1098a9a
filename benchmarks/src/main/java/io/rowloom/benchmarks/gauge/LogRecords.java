package io.rowloom.benchmarks.gauge;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What records of the write-ahead log say about rows. Pure. */
final class LogRecords {
    private static final Map<String, List<Counter>> MEANING = Map.of(
            "Heap/INSERT", List.of(Counter.ROWS_INSERTED),
            "Heap/UPDATE", List.of(Counter.ROWS_UPDATED, Counter.DEAD_ROWS),
            "Heap/HOT_UPDATE", List.of(Counter.ROWS_UPDATED, Counter.HOT_UPDATES, Counter.DEAD_ROWS),
            "Heap/DELETE", List.of(Counter.ROWS_DELETED, Counter.DEAD_ROWS),
            "Heap/LOCK", List.of(Counter.ROW_LOCKS),
            "Heap2/LOCK_UPDATED", List.of(Counter.ROW_LOCKS));

    private LogRecords() {}

    /** @param counts by type, as {@code pg_get_wal_stats} names it; a flag after {@code +} says how the record was made */
    static Map<String, Double> counters(Map<String, Long> counts) {
        Map<String, Double> sums = new TreeMap<>();
        MEANING.values().forEach(counters -> counters.forEach(counter -> sums.put(counter.key(), 0.0)));
        counts.forEach((type, count) -> MEANING.getOrDefault(type.replaceFirst("\\+.*", ""), List.of())
                .forEach(counter -> sums.merge(counter.key(), count.doubleValue(), Double::sum)));
        return sums;
    }
}
