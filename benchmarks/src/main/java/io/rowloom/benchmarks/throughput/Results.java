package io.rowloom.benchmarks.throughput;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rowloom.benchmarks.gauge.Statistics;
import io.rowloom.benchmarks.limit.LimitMeasurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run and what was measured in it, in the order of measuring.
 *
 * @param at when it began, ISO 8601
 * @param limits what the same stacks took without the engine
 */
record Results(String at, Map<String, String> environment, List<Measurement> measurements, List<LimitMeasurement> limits) {
    private static final String NAME = "throughput";
    private static final ObjectMapper JSON = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    Results {
        measurements = List.copyOf(measurements);
        limits = List.copyOf(limits);
    }

    /** The first line of their file. */
    static Map<String, Object> head(String at, Plan plan, Map<String, String> environment) {
        return Map.of("bench", NAME, "at", at, "plan", plan, "environment", environment);
    }

    /** Whether such a file begins with that line. */
    static boolean areIn(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().filter(line -> line.startsWith("{") && line.contains("\"bench\":\"" + NAME + "\"")).isPresent();
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    /** Reads a results file. A last line that was cut off is left out. */
    static Results read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        JsonNode head = JSON.readTree(lines.getFirst());
        Map<String, String> environment = new LinkedHashMap<>();
        head.path("environment").properties().forEach(fact -> environment.put(fact.getKey(), fact.getValue().asText()));
        List<Measurement> measurements = new ArrayList<>();
        List<LimitMeasurement> limits = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            try {
                JsonNode line = JSON.readTree(lines.get(i));
                if (line.has("cell")) {
                    measurements.add(JSON.treeToValue(line, Measurement.class));
                } else {
                    limits.add(JSON.treeToValue(line, LimitMeasurement.class));
                }
            } catch (JsonProcessingException e) {
                if (i < lines.size() - 1) {
                    throw new IllegalArgumentException(file + ", line " + (i + 1) + ", is no result of 'rowloom bench throughput': " + e.getOriginalMessage());
                }
            }
        }
        return new Results(head.path("at").asText(), environment, measurements, limits);
    }

    /** In the order of their first measurement. */
    static Map<Cell, List<Measurement>> byCell(List<Measurement> measurements) {
        Map<Cell, List<Measurement>> cells = new LinkedHashMap<>();
        measurements.forEach(m -> cells.computeIfAbsent(m.cell(), _ -> new ArrayList<>()).add(m));
        return cells;
    }

    static double median(List<Measurement> all, Measure measure) {
        return Statistics.median(values(all, measure));
    }

    static double[] values(List<Measurement> all, Measure measure) {
        return all.stream().mapToDouble(measure::of).toArray();
    }
}
