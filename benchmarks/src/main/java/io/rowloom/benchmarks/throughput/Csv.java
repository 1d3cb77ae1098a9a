package io.rowloom.benchmarks.throughput;

import io.rowloom.benchmarks.ResultFiles;
import io.rowloom.benchmarks.Words;
import io.rowloom.benchmarks.limit.LimitMeasurement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Measurements as rows of a table for spreadsheets. */
final class Csv {
    private Csv() {}

    static List<String> columns() {
        return Stream.concat(Stream.of("shape", "size", "action", "workers", "temperature", "phase", "round", "resources"), Arrays.stream(Measure.values()).map(Measure::key))
                .toList();
    }

    /** The rate and the time of one; all else is in the other file. */
    static List<String> cells(LimitMeasurement m) {
        List<String> cells = new ArrayList<>(List.of(Words.of(m.shape()), Integer.toString(m.size()), "limit-" + Words.of(m.kind()), "", "", Words.of(Phase.CREATE),
                Integer.toString(m.round()), Integer.toString(m.resources())));
        Arrays.stream(Measure.values()).map(measure -> switch (measure) {
            case PER_SECOND -> ResultFiles.cell(m.perSecond());
            case SECONDS -> ResultFiles.cell(m.planSeconds() + m.workSeconds());
            default -> "";
        }).forEach(cells::add);
        return cells;
    }

    static List<String> cells(Measurement m) {
        Cell cell = m.cell();
        List<String> cells = new ArrayList<>(List.of(Words.of(cell.shape()), Integer.toString(cell.size()), Words.of(cell.action()), Integer.toString(cell.workers()),
                Words.of(cell.temperature()), Words.of(cell.phase()), Integer.toString(m.round()), Integer.toString(m.resources())));
        Arrays.stream(Measure.values()).map(measure -> ResultFiles.cell(measure.of(m))).forEach(cells::add);
        return cells;
    }
}
