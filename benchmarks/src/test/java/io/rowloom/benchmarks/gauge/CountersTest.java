package io.rowloom.benchmarks.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CountersTest {
    @Test
    void whatOneReadingDoesNotKnowIsLeftOut() {
        Reading before = new Reading(Map.of(Counter.STATEMENTS, 10.0, Counter.ENGINE_CPU_MS, 5.0, Counter.LOCK_CPU_MS, Double.NaN), Map.of(), "0/1",
                1_000_000_000);
        Reading after = new Reading(Map.of(Counter.STATEMENTS, 25.0, Counter.ENGINE_CPU_MS, 5.0, Counter.LOCK_CPU_MS, 7.0, Counter.BUFFERS, 3.0),
                Map.of(), "0/2", 3_500_000_000L);

        assertThat(after.since(before)).containsExactlyInAnyOrderEntriesOf(Map.of("statements", 15.0, "engine_cpu_ms", 0.0));
        assertThat(after.seconds(before)).isEqualTo(2.5);
    }

    @Test
    void whatBecameOfRowsIsInRecordsOfTheLog() {
        assertThat(LogRecords.counters(Map.of("Heap/UPDATE", 2L, "Heap/HOT_UPDATE", 10L, "Heap/UPDATE+INIT", 1L, "Heap/DELETE", 4L, "Heap/INSERT",
                99L, "Heap/LOCK", 5L,
                "Heap2/LOCK_UPDATED", 1L, "Transaction/COMMIT", 7L))).isEqualTo(Map.of("dead_rows", 17.0, "row_locks", 6.0,
                "rows_inserted", 99.0, "rows_updated", 13.0, "hot_updates", 10.0, "rows_deleted", 4.0));
        assertThat(LogRecords.counters(Map.of())).as("none is a figure").containsEntry("dead_rows", 0.0).containsEntry("row_locks", 0.0).hasSize(6);
    }

    @Test
    void countersOfWorkersAreReadWithTheirLabels() {
        String text = """
            # HELP rowloom_claims_tried_total Rows this worker tried to claim
            # TYPE rowloom_claims_tried_total counter
            rowloom_claims_tried_total 100.0
            rowloom_lock_attempts_total{outcome="granted"} 3.0
            rowloom_lock_asking_seconds_sum 0.25
            rowloom_lock_asking_seconds_count 5
            rowloom_finish_age_seconds_max 0.5
            rowloom_claims_open 7.0
            jvm_gc_pause_seconds_sum 1.0
            """;

        Map<String, Double> counters = WorkerMetrics.counters(text);

        assertThat(counters).isEqualTo(Map.of("rowloom_claims_tried_total", 100.0, "rowloom_lock_attempts_total{outcome=\"granted\"}", 3.0,
                "rowloom_lock_asking_seconds_sum", 0.25, "rowloom_lock_asking_seconds_count", 5.0));
        assertThat(WorkerMetrics.growth(Map.of("rowloom_claims_tried_total", 40.0, "rowloom_lock_asking_seconds_count", 5.0), counters))
                .containsEntry("rowloom_claims_tried_total", 60.0).containsEntry("rowloom_lock_asking_seconds_sum", 0.25)
                .doesNotContainKey("rowloom_lock_asking_seconds_count");
    }
}
