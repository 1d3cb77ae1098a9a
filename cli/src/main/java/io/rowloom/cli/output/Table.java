package io.rowloom.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows in aligned columns, without boxes. Columns are as wide as their widest cell; a line that is too long for the terminal is cut at its end. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headers) {
        rows.add(List.of(headers));
    }

    /** {@code cells}: as many as there are headers; shown as {@link Text#plain} text. */
    public Table row(Object... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException("a row of " + cells.length + " cells in a table of " + rows.getFirst().size() + " columns");
        }
        rows.add(Stream.of(cells).map(cell -> Text.plain(String.valueOf(cell))).toList());
        return this;
    }

    /** @param width of the terminal; where there is none, {@link Integer#MAX_VALUE} */
    public List<String> lines(int width) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> Text.cut(line(row, widths), width)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        return Stream.iterate(0, i -> i + 1).limit(widths.length).map(i -> Text.padded(row.get(i), widths[i])).collect(Collectors.joining(GAP)).stripTrailing();
    }
}
