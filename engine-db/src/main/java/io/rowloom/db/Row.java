package io.rowloom.db;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.engine.EngineId;
import io.rowloom.stack.StackId;
import io.rowloom.template.DeletionPolicy;
import io.rowloom.template.rule.Hook;
import io.rowloom.template.rule.ResourceRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row that a statement answered, with its columns by name. */
final class Row {
    private final Columns columns;
    private final @Nullable Object[] values;

    Row(Columns columns, @Nullable Object[] values) {
        this.columns = columns;
        this.values = values;
    }

    int integer(String column) {
        return Math.toIntExact(number(column));
    }

    OptionalInt integerIfAny(String column) {
        return get(column, Number.class) == null ? OptionalInt.empty() : OptionalInt.of(integer(column));
    }

    long number(String column) {
        return present(column, Number.class).longValue();
    }

    boolean flag(String column) {
        return present(column, Boolean.class);
    }

    String text(String column) {
        return present(column, String.class);
    }

    Optional<String> textIfAny(String column) {
        return Optional.ofNullable(get(column, String.class));
    }

    UUID uuid(String column) {
        return present(column, UUID.class);
    }

    EngineId engine(String column) {
        return new EngineId(uuid(column));
    }

    Optional<EngineId> engineIfAny(String column) {
        return Optional.ofNullable(get(column, UUID.class)).map(EngineId::new);
    }

    StackId stack(String column) {
        return new StackId(uuid(column));
    }

    Instant instant(String column) {
        return present(column, Instant.class);
    }

    Optional<Instant> instantIfAny(String column) {
        return Optional.ofNullable(get(column, Instant.class));
    }

    Optional<UUID> uuidIfAny(String column) {
        return Optional.ofNullable(get(column, UUID.class));
    }

    Optional<List<Integer>> integersIfAny(String column) {
        return Optional.ofNullable(get(column, Integer[].class)).map(List::of);
    }

    List<Integer> integers(String column) {
        return List.of(present(column, Integer[].class));
    }

    List<String> texts(String column) {
        return List.of(present(column, String[].class));
    }

    List<UUID> uuids(String column) {
        return List.of(present(column, UUID[].class));
    }

    ResourceRules rules() {
        return rules("rules");
    }

    ResourceRules rules(String column) {
        return ResourceRules.of(List.of(present(column, String[].class)));
    }

    boolean external() {
        return word("deletion_policy", DeletionPolicy.class) == DeletionPolicy.EXTERNAL;
    }

    Optional<Hook> hookIfAny(String column) {
        return textIfAny(column).flatMap(Hook::of);
    }

    <E extends Enum<E>> E word(String column, Class<E> type) {
        return Enum.valueOf(type, text(column));
    }

    <E extends Enum<E>> Optional<E> wordIfAny(String column, Class<E> type) {
        return textIfAny(column).map(word -> Enum.valueOf(type, word));
    }

    Optional<String> jsonIfAny(String column) {
        return textIfAny(column);
    }

    Optional<ObjectNode> objectIfAny(String column, Trees trees) {
        return jsonIfAny(column).map(trees::readObject);
    }

    /** What the last action was given; where it succeeded it is stored once, as the properties. */
    ObjectNode args(String prefix, Trees trees) {
        return objectIfAny(prefix + "args", trees).orElseGet(() -> object(prefix + "properties", trees));
    }

    /** Empty for null. */
    ObjectNode object(String column, Trees trees) {
        return objectIfAny(column, trees).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private <T> T present(String column, Class<T> type) {
        T value = get(column, type);
        if (value == null) {
            throw new IllegalStateException("the column " + column + " is null");
        }
        return value;
    }

    private <T> @Nullable T get(String column, Class<T> type) {
        return type.cast(values[columns.place(column)]);
    }
}
