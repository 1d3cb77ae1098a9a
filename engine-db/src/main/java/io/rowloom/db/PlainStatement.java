package io.rowloom.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** A statement as it is written, with its parameters. Its text goes to the server unread: the hot statements are long, and sent for every few resources. */
record PlainStatement(String text, Object[] binds) {

    /** What the last of the statements in the text answered; what was written is 0 where there are rows. */
    record Answer(List<Row> rows, int written) {}

    /** @throws DataAccessException as of jOOQ, so that there is one kind of trouble */
    Answer run(Connection connection) {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            for (int i = 0; i < binds.length; i++) {
                bind(connection, statement, i + 1, binds[i]);
            }
            return last(statement, statement.execute());
        } catch (SQLException e) {
            throw new DataAccessException("SQL [" + text + "]; " + e.getMessage(), e);
        }
    }

    private static Answer last(PreparedStatement statement, boolean rows) throws SQLException {
        boolean more = rows;
        Answer answer = new Answer(List.of(), 0);
        for (;;) {
            int written = more ? 0 : statement.getUpdateCount();
            if (written < 0) {
                return answer;
            }
            answer = new Answer(more ? rows(statement) : List.of(), written);
            more = statement.getMoreResults();
        }
    }

    private static List<Row> rows(PreparedStatement statement) throws SQLException {
        try (ResultSet result = statement.getResultSet()) {
            Columns columns = Columns.of(result.getMetaData());
            List<Row> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(new Row(columns, columns.values(result)));
            }
            return rows;
        }
    }

    /** An empty {@link Optional} is NULL, of the type that the statement says. */
    private static void bind(Connection connection, PreparedStatement statement, int at, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(at, Types.NULL);
            case Optional<?> any -> bind(connection, statement, at, any.orElse(null));
            case String[] texts -> statement.setArray(at, connection.createArrayOf("text", texts));
            case Integer[] integers -> statement.setArray(at, connection.createArrayOf("int4", integers));
            case Long[] numbers -> statement.setArray(at, connection.createArrayOf("int8", numbers));
            case Double[] numbers -> statement.setArray(at, connection.createArrayOf("float8", numbers));
            case Boolean[] flags -> statement.setArray(at, connection.createArrayOf("bool", flags));
            case UUID[] ids -> statement.setArray(at, connection.createArrayOf("uuid", ids));
            default -> statement.setObject(at, value);
        }
    }
}
