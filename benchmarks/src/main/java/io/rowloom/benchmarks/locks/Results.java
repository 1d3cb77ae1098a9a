package io.rowloom.benchmarks.locks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run and what was measured in it, in the order of measuring. */
record Results(Run run, List<Measurement> measurements) {
    /** Of a results file: JSON, one document per line, the first being the run. */
    static final String FILE = "results.jsonl";
    private static final ObjectMapper JSON = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    Results {
        measurements = List.copyOf(measurements);
    }

    /** By cell, in the order of their first measurement. */
    Map<Cell, List<Measurement>> byCell() {
        Map<Cell, List<Measurement>> cells = new LinkedHashMap<>();
        measurements.forEach(m -> cells.computeIfAbsent(m.cell(), _ -> new ArrayList<>()).add(m));
        return cells;
    }

    /** The labels of all arms, modes in their order. */
    List<String> arms() {
        List<String> order = Mode.labels();
        return measurements.stream().map(m -> m.cell().arm()).distinct()
                .sorted(Comparator.<String>comparingInt(arm -> order.indexOf(arm.replaceFirst("/.*", ""))).thenComparing(arm -> arm)).toList();
    }

    /** Of one cell and one measure, in the order of measuring. */
    static double[] values(List<Measurement> repetitions, Measure measure) {
        return repetitions.stream().mapToDouble(measure::of).toArray();
    }

    /** Begins a file. It must not be there yet. */
    static void begin(Path file, Run run) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(run) + "\n", StandardOpenOption.CREATE_NEW);
    }

    /** Adds one line: whatever ends the program afterwards, it is there. */
    static void append(Path file, Measurement measurement) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(measurement) + "\n", StandardOpenOption.APPEND);
    }

    /**
     * Reads a results file, or the one in a directory. A last line that was cut off is left out.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Results read(Path place) throws IOException {
        Path file = Files.isDirectory(place) ? place.resolve(FILE) : place;
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException _) {
            throw new IllegalArgumentException("there is no file " + file);
        }
        try {
            Run run = JSON.readValue(lines.isEmpty() ? "{}" : lines.getFirst(), Run.class);
            if (run.format() != Run.FORMAT) {
                throw new IllegalArgumentException(file + " is no results file of 'rowloom bench locks', or one of another version");
            }
            List<Measurement> measurements = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                boolean last = measurements.size() == lines.size() - 2;
                try {
                    measurements.add(JSON.readValue(line, Measurement.class));
                } catch (JsonProcessingException e) {
                    if (!last) {
                        throw e;
                    }
                }
            }
            return new Results(run, measurements);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + " is no results file of 'rowloom bench locks': " + e.getOriginalMessage());
        }
    }
}
