package io.rowloom.benchmarks.micro;

import io.rowloom.benchmarks.Figures;
import io.rowloom.benchmarks.ResultFiles;
import io.rowloom.benchmarks.Words;
import io.rowloom.cli.output.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Measurements as tables. Pure. */
final class MicroTable {
    static final List<String> COLUMNS = List.of("part", "shape", "size", "resources", "forks", "calls", "micros_per_resource", "micros_per_resource_p99",
            "micros_per_resource_slowest", "bytes_per_resource");

    private MicroTable() {}

    /** For the terminal; one part after the other, so that its sizes stand below one another. */
    static List<String> lines(List<MicroMeasurement> measurements) {
        Table table = new Table("part", "shape", "size", "calls", "µs/resource", "p99", "slowest", "B/resource");
        measurements.stream().sorted(Comparator.comparing(MicroMeasurement::part).thenComparing(MicroMeasurement::shape).thenComparingInt(MicroMeasurement::size))
                .forEach(m -> table.row(Words.of(m.part()), Words.of(m.shape()), String.format(Locale.ROOT, "%,d", m.size()), m.calls(), Figures.told(m.micros()),
                        Figures.told(m.p99Micros()), Figures.told(m.slowestMicros()), Figures.told(m.bytes())));
        return table.lines(Integer.MAX_VALUE);
    }

    static List<String> cells(MicroMeasurement m) {
        return List.of(Words.of(m.part()), Words.of(m.shape()), Integer.toString(m.size()), Integer.toString(m.resources()), Integer.toString(m.forks()), Long.toString(m.calls()),
                ResultFiles.cell(m.micros()), ResultFiles.cell(m.p99Micros()), ResultFiles.cell(m.slowestMicros()), ResultFiles.cell(m.bytes()));
    }
}
