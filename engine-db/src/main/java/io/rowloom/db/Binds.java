package io.rowloom.db;

import com.google.common.collect.ImmutableList;
import io.rowloom.engine.EngineId;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Values for statements; columns of many rows as one array each. */
final class Binds {
    /** Longer times are as good as for ever, and PostgreSQL's timestamps end somewhere. */
    private static final double LONGEST_SECONDS = 100 * 365 * 86_400.0;

    private Binds() {}

    static Optional<String[]> texts(Optional<List<String>> values) {
        return values.map(all -> texts(all, Texts::storable));
    }

    static double seconds(Duration duration) {
        return Math.min(duration.toSeconds() + duration.toNanosPart() / 1e9, LONGEST_SECONDS);
    }

    static <T> Integer[] integers(Collection<T> rows, ToIntFunction<T> column) {
        return rows.stream().map(column::applyAsInt).toArray(Integer[]::new);
    }

    static Integer[] integers(Collection<Integer> values) {
        return values.toArray(Integer[]::new);
    }

    static <T> Integer[] integersIfAny(Collection<T> rows, Function<T, OptionalInt> column) {
        return rows.stream().map(row -> column.apply(row).isPresent() ? (Integer) column.apply(row).getAsInt() : null).toArray(Integer[]::new);
    }

    static <T> Long[] numbers(Collection<T> rows, ToLongFunction<T> column) {
        return rows.stream().map(column::applyAsLong).toArray(Long[]::new);
    }

    static <T> Double[] doubles(Collection<T> rows, ToDoubleFunction<T> column) {
        return rows.stream().map(column::applyAsDouble).toArray(Double[]::new);
    }

    static <T> Boolean[] flags(Collection<T> rows, Function<T, Boolean> column) {
        return rows.stream().map(column).toArray(Boolean[]::new);
    }

    static <T> String[] texts(Collection<T> rows, Function<T, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    static <T> String[] textsIfAny(Collection<T> rows, Function<T, Optional<String>> column) {
        return rows.stream().map(row -> column.apply(row).orElse(null)).toArray(String[]::new);
    }

    static <T> UUID[] uuids(Collection<T> rows, Function<T, UUID> column) {
        return rows.stream().map(column).toArray(UUID[]::new);
    }

    static <T> UUID[] uuidsIfAny(Collection<T> rows, Function<T, Optional<UUID>> column) {
        return rows.stream().map(row -> column.apply(row).orElse(null)).toArray(UUID[]::new);
    }

    static <T> UUID[] enginesIfAny(Collection<T> rows, Function<T, Optional<EngineId>> column) {
        return rows.stream().map(row -> column.apply(row).map(EngineId::value).orElse(null)).toArray(UUID[]::new);
    }

    /** Lists of different lengths are no array of PostgreSQL's: they travel as texts that are cast to {@code int[]}. */
    static <T> String[] lists(Collection<T> rows, Function<T, List<Integer>> column) {
        return rows.stream().map(row -> list(column.apply(row))).toArray(String[]::new);
    }

    /** The same for words without special characters. */
    static String words(List<String> words) {
        return words.stream().collect(Collectors.joining(",", "{", "}"));
    }

    static String list(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    /** Rows by number, as locks are taken. */
    static <T> List<T> byNumber(Collection<T> rows, ToIntFunction<T> number) {
        return rows.stream().sorted(Comparator.comparingInt(number)).collect(ImmutableList.toImmutableList());
    }
}
