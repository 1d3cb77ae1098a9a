package io.rowloom.benchmarks.locks;

import java.util.stream.Stream;

/** CPU time of processes, in steps of 10 ms. */
final class ProcessTime {
    private ProcessTime() {}

    /** Of a process and of what it has started and still runs. NaN where the system does not tell. */
    static double millisOfTree(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.descendants())
                .mapToDouble(process -> process.info().totalCpuDuration().map(time -> time.toNanos() / 1e6).orElse(Double.NaN)).sum();
    }
}
