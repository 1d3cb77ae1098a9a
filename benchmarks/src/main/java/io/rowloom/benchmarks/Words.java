package io.rowloom.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Constants as people write them: {@code FAN_IN} is {@code fan-in}. */
public final class Words {
    private Words() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static <E extends Enum<E>> Optional<E> find(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants()).filter(constant -> of(constant).equalsIgnoreCase(word.replace('_', '-'))).findAny();
    }

    /** Those that are meant, in the order of the words, each once. Words that mean nothing are added to the faults. */
    public static <E extends Enum<E>> List<E> all(Class<E> type, String option, List<String> words, List<String> faults) {
        words.stream().filter(word -> find(type, word).isEmpty()).forEach(word -> faults.add(option + ": '" + word + "' is none of "
                + String.join(", ", Arrays.stream(type.getEnumConstants()).map(Words::of).toList())));
        return words.stream().map(word -> find(type, word)).flatMap(Optional::stream).distinct().toList();
    }
}
