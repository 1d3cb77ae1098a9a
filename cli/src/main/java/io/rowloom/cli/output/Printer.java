package io.rowloom.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.rowloom.value.Secrets;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Prints results on standard output. Secrets that are still marked in the data come out masked, in every format. */
public final class Printer {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter JSON = MAPPER.writerWithDefaultPrettyPrinter();

    private final Format format;
    private final PrintWriter out;
    private final int width;

    /** @param width of the terminal; where there is none, {@link Integer#MAX_VALUE} */
    public Printer(Format format, PrintWriter out, int width) {
        this.format = format;
        this.out = out;
        this.width = width;
    }

    public boolean forPeople() {
        return format == Format.TABLE;
    }

    /** Prints the data, or its table for people. */
    public void print(JsonNode data, Supplier<Table> table) {
        if (forPeople()) {
            table.get().lines(width).forEach(out::println);
        } else {
            out.println(machine(data));
        }
        out.flush();
    }

    /** Prints the data, or lines for people. */
    public void printLines(JsonNode data, Supplier<List<String>> lines) {
        (forPeople() ? lines.get() : List.of(machine(data))).forEach(out::println);
        out.flush();
    }

    /** One record of a stream: a line of JSON, a document of YAML, or the line for people. */
    public void printRecord(JsonNode data, Supplier<String> line) {
        out.println(switch (format) {
            case TABLE -> Text.cut(line.get(), width);
            case JSON -> Secrets.mask(data).toString();
            case YAML -> "---\n" + yaml(data);
        });
        out.flush();
    }

    /** Prints data as JSON, or in the format asked for, secrets in clear where {@code data} has them so. Answers whether all of it was taken. */
    public boolean printDocument(JsonNode data) {
        out.println(document(data));
        return !out.checkError();
    }

    /** What {@link #printDocument} prints. */
    public String document(JsonNode data) {
        return format == Format.YAML ? yaml(data) : json(data);
    }

    private String machine(JsonNode data) {
        return format == Format.JSON ? json(data) : yaml(data);
    }

    private static String json(JsonNode data) {
        try {
            return JSON.writeValueAsString(Secrets.mask(data));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree cannot be written", e);
        }
    }

    /** Data as YAML in block style, without a line break at the end. */
    public static String yaml(JsonNode data) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setAllowUnicode(true);
        options.setSplitLines(false);
        Object plain = MAPPER.convertValue(Secrets.mask(data), Object.class);
        boolean empty = plain == null || plain instanceof Map<?, ?> map && map.isEmpty();
        return empty ? String.valueOf(data) : new Yaml(options).dump(plain).stripTrailing();
    }
}
