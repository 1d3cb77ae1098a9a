package io.rowloom.benchmarks.locks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All measurements as a table for spreadsheets, a line each. What was not measured is empty. */
final class Csv {
    private Csv() {}

    static String of(List<Measurement> measurements) {
        Stream<String> head = Stream.of(Stream.concat(Stream.of("mode", "workers", "workload", "latency_ms", "round", "resources", "seconds"),
                Arrays.stream(Measure.values()).map(Measure::key)).collect(Collectors.joining(",")) + ",command");
        return Stream.concat(head, measurements.stream().map(Csv::line)).collect(Collectors.joining("\n", "", "\n"));
    }

    static String line(Measurement m) {
        Cell cell = m.cell();
        List<String> fields = new ArrayList<>(List.of(cell.arm(), Integer.toString(cell.workers()), cell.workload().label(),
                Integer.toString(cell.latencyMillis()),
                Integer.toString(m.round()), Integer.toString(m.actions()), Double.toString(m.seconds())));
        Arrays.stream(Measure.values()).map(measure -> measure.of(m)).map(value -> Double.isNaN(value) ? "" : Double.toString(value))
                .forEach(fields::add);
        fields.add("rowloom bench locks " + cell.options());
        return String.join(",", fields);
    }
}
