package io.rowloom.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;

/** Measurements as they end, in two files of one directory: JSON, a document per line, and a table for spreadsheets. Whatever ends the program, they are there. */
public final class ResultFiles {
    /** The first line says what was measured and on what. */
    public static final String JSON_FILE = "results.jsonl";
    public static final String CSV_FILE = "results.csv";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;

    private ResultFiles(Path directory) {
        this.directory = directory;
    }

    /** @throws java.nio.file.FileAlreadyExistsException when there are results */
    public static ResultFiles begin(Path directory, Object head, List<String> columns) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(JSON_FILE), json(head) + "\n", StandardOpenOption.CREATE_NEW);
        Files.writeString(directory.resolve(CSV_FILE), csv(columns) + "\n");
        return new ResultFiles(directory);
    }

    public static boolean areIn(Path directory) {
        return Files.exists(directory.resolve(JSON_FILE));
    }

    /** @param cells in the order of the columns; an empty one was not measured */
    public void add(Object line, List<String> cells) throws IOException {
        Files.writeString(directory.resolve(JSON_FILE), json(line) + "\n", StandardOpenOption.APPEND);
        Files.writeString(directory.resolve(CSV_FILE), csv(cells) + "\n", StandardOpenOption.APPEND);
    }

    private static String json(Object line) throws JsonProcessingException {
        return JSON.writeValueAsString(line);
    }

    /** One line of such a table. */
    public static String csv(List<String> cells) {
        return cells.stream().map(cell -> cell.matches("[^,\"\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"').collect(Collectors.joining(","));
    }

    /** A number as a cell. */
    public static String cell(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }
}
