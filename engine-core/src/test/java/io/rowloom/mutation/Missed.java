package io.rowloom.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A guard, and a test that fails without it.
 *
 * @param suite the class of the test
 * @param test as {@link Suite#holds} takes it
 */
public record Missed(String suite, String test, Mutation mutation) {
    public static Stream<DynamicTest> tests(List<Missed> all) {
        return all.stream().map(missed -> DynamicTest.dynamicTest("without " + missed.mutation.guard(), missed::isMissed));
    }

    private void isMissed() throws ClassNotFoundException {
        try (MutatedClasses classes = new MutatedClasses(mutation); Suite tests = new Suite(classes.load(suite))) {
            assertThat(tests.holds(test)).as("without " + mutation.guard() + ", " + test + " holds").isFalse();
        }
    }
}
