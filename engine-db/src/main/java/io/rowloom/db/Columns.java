package io.rowloom.db;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/** The columns of an answer: where each is, and what its values become. Of two with one name, the first counts. */
final class Columns {
    private final Map<String, Integer> places = new HashMap<>();
    private final int[] types;

    private Columns(List<String> names, int[] types) {
        for (int i = 0; i < names.size(); i++) {
            places.putIfAbsent(names.get(i), i);
        }
        this.types = types;
    }

    static Columns of(ResultSetMetaData answer) throws SQLException {
        String[] names = new String[answer.getColumnCount()];
        int[] types = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = answer.getColumnLabel(i + 1);
            types[i] = answer.getColumnType(i + 1);
        }
        return new Columns(List.of(names), types);
    }

    /** A row of jOOQ's. */
    static Row row(Record record) {
        Columns columns = new Columns(Stream.of(record.fields()).map(Field::getName).toList(), new int[0]);
        return new Row(columns, Stream.of(record.intoArray()).map(value -> value instanceof JSONB json ? json.data() : value).toArray());
    }

    int place(String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException("there is no column " + column + " in " + places.keySet());
        }
        return place;
    }

    /** Of the row that {@code answer} stands at. */
    @Nullable Object[] values(ResultSet answer) throws SQLException {
        @Nullable Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] = value(answer, i + 1, types[i]);
        }
        return values;
    }

    /** Points in time as such, arrays as arrays, JSON as its text. */
    private static @Nullable Object value(ResultSet answer, int at, int type) throws SQLException {
        Object value = type == Types.TIMESTAMP || type == Types.TIMESTAMP_WITH_TIMEZONE ? answer.getObject(at, OffsetDateTime.class) : answer.getObject(at);
        return switch (value) {
            case OffsetDateTime time -> time.toInstant();
            case java.sql.Array array -> array.getArray();
            case PGobject json -> json.getValue();
            case null, default -> value;
        };
    }
}
