package io.rowloom.benchmarks.locks;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What records of the write-ahead log say about rows. Pure. */
final class LogRecords {
    private static final Set<String> LEAVE_A_DEAD_ROW = Set.of("Heap/UPDATE", "Heap/HOT_UPDATE", "Heap/DELETE");
    private static final Set<String> LOCK_A_ROW = Set.of("Heap/LOCK", "Heap2/LOCK_UPDATED");

    private LogRecords() {}

    /** @param counts by type, as {@code pg_get_wal_stats} names it; a flag after {@code +} says how the record was made */
    static Map<String, Double> counters(Map<String, Long> counts) {
        Map<String, Double> sums = new TreeMap<>(Map.of(Counter.DEAD_ROWS.key(), 0.0, Counter.ROW_LOCKS.key(), 0.0));
        counts.forEach((type, count) -> {
            String plain = type.replaceFirst("\\+.*", "");
            if (LEAVE_A_DEAD_ROW.contains(plain)) {
                sums.merge(Counter.DEAD_ROWS.key(), count.doubleValue(), Double::sum);
            } else if (LOCK_A_ROW.contains(plain)) {
                sums.merge(Counter.ROW_LOCKS.key(), count.doubleValue(), Double::sum);
            }
        });
        return sums;
    }
}
