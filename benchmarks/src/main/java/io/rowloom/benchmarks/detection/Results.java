package io.rowloom.benchmarks.detection;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** The files of a run: {@code results.jsonl}, whose first line is the run, and {@code results.csv}. Each measurement is there as soon as it was made. */
record Results(Path directory) {
    static final String JSON_FILE = "results.jsonl";
    static final String CSV_FILE = "results.csv";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What the run was.
     *
     * @param options that repeat it
     * @param environment names and values: machine, versions, commit
     * @param skipped memberships that could not be measured, and why
     */
    record Run(String at, String options, Map<String, String> environment, Map<String, String> skipped) {}

    boolean exist() {
        return Files.exists(directory.resolve(JSON_FILE));
    }

    void begin(Run run) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(JSON_FILE), JSON.writeValueAsString(run) + "\n", StandardOpenOption.CREATE_NEW);
        Files.writeString(directory.resolve(CSV_FILE), Measurement.CSV_HEAD + "\n");
    }

    void add(Measurement measurement) throws IOException {
        Files.writeString(directory.resolve(JSON_FILE), JSON.writeValueAsString(measurement) + "\n", StandardOpenOption.APPEND);
        Files.write(directory.resolve(CSV_FILE), List.of(measurement.csv()), StandardOpenOption.APPEND);
    }
}
