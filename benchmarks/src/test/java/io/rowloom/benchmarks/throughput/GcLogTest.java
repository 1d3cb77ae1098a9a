package io.rowloom.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GcLogTest {
    @Test
    void pausesAreAddedUpAndTheFullestHeapIsThePeak() {
        GcLog log = GcLog.of("""
            [0.007s][info][gc] Using G1
            [0.345s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 23M->5M(256M) 3.211ms
            [0.800s][info][gc] GC(1) Concurrent Mark Cycle
            [0.812s][info][gc] GC(1) Pause Remark 61M->61M(256M) 1.500ms
            [0.820s][info][gc] GC(1) Concurrent Mark Cycle 20.125ms
            [0.900s][info][gc] GC(2) Pause Young (Prepare Mixed) (G1 Evacuation Pause) 58M->9M(256M) 2.289ms
            """);

        assertThat(log).isEqualTo(new GcLog(61, 3.211 + 1.5 + 2.289));
    }

    @Test
    void withoutACollectionTheHeapIsNotKnown() {
        assertThat(GcLog.of("[0.007s][info][gc] Using G1\n")).isEqualTo(new GcLog(Double.NaN, 0));
    }
}
