package io.rowloom.benchmarks.limit;

import io.rowloom.engine.EngineId;
import io.rowloom.resource.ResourceReason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the engine's statements are given for a batch, as JDBC takes it: arrays that were made before they are needed. */
final class Parameters {
    private Parameters() {}

    /** Of {@link io.rowloom.db.HotStatements#CLAIM}: creates of rows that nobody has claimed before. */
    static List<Object> claim(Connection connection, EngineId engine, Batch batch) throws SQLException {
        List<Object> all = new ArrayList<>(stack(connection, batch));
        all.add(engine.value());
        all.add(column(connection, "int4", batch, _ -> 1));
        all.add(column(connection, "int4", batch, Step::no));
        all.add(column(connection, "int8", batch, _ -> 0L));
        all.add(column(connection, "int4", batch, Step::node));
        all.add(column(connection, "text", batch, _ -> "CREATE"));
        all.add(column(connection, "bool", batch, _ -> true));
        all.add(column(connection, "text", batch, step -> step.wanted().args().toString()));
        all.add(column(connection, "text", batch, step -> list(step.wanted().requires())));
        all.add(column(connection, "text", batch, step -> step.wanted().definition()));
        all.add(column(connection, "text", batch, step -> step.wanted().deletionPolicy().name()));
        all.add(column(connection, "text", batch, _ -> "BEGIN"));
        for (String type : List.of("text", "text", "text", "uuid")) {
            all.add(connection.createArrayOf(type, Collections.nCopies(batch.size(), null).toArray()));
        }
        all.add(column(connection, "text", batch, _ -> "{}"));
        all.add(0);
        return all;
    }

    /** Of {@link io.rowloom.db.HotStatements#FINISH}: of claims that have the first fence. */
    static List<Object> finish(Connection connection, EngineId engine, Batch batch) throws SQLException {
        List<Object> all = new ArrayList<>(stack(connection, batch));
        all.add(column(connection, "int4", batch, _ -> 1));
        all.add(column(connection, "int4", batch, Step::no));
        all.add(column(connection, "uuid", batch, _ -> engine.value()));
        all.add(column(connection, "int8", batch, _ -> 1L));
        all.add(column(connection, "text", batch, Step::physicalId));
        all.add(column(connection, "text", batch, step -> step.outputs().toString()));
        all.add(column(connection, "text", batch, step -> step.wanted().inputHash()));
        all.add(column(connection, "text", batch, _ -> ResourceReason.DONE));
        all.add(connection.createArrayOf("text", Collections.nCopies(batch.size(), null).toArray()));
        all.addAll(List.of(0, batch.size()));
        return all;
    }

    /** The one that all of it is about. */
    private static List<Object> stack(Connection connection, Batch batch) throws SQLException {
        return List.of(connection.createArrayOf("uuid", new Object[] {batch.stack().id().value()}), connection.createArrayOf("int4", new Object[] {batch.stack().traversal()}));
    }

    static Object column(Connection connection, String type, Batch batch, Function<Step, Object> value) throws SQLException {
        return connection.createArrayOf(type, batch.steps().stream().map(value).toArray());
    }

    private static String list(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    /** Answers the next free place. */
    static int set(PreparedStatement statement, int from, List<Object> values) throws SQLException {
        int place = from;
        for (Object value : values) {
            statement.setObject(place++, value);
        }
        return place;
    }
}
