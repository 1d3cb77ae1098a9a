package io.rowloom.simulator.mutation;

import io.rowloom.mutation.Mutation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** None of these guards can be removed unnoticed. Tells which check notices, and in the run of which seed. */
class MutationsTest {
    private static final long SEEDS = Long.getLong("rowloom.mutation.seeds", 2_000);

    @TestFactory
    Stream<DynamicTest> noGuardCanBeRemovedUnnoticed() {
        return Mutations.ALL.stream().map(mutation -> DynamicTest.dynamicTest("without " + mutation.mutation().guard(), () -> isNoticed(mutation.seed(), mutation.mutation())));
    }

    private static void isNoticed(long noticed, Mutation mutation) {
        try (MutatedEngine engine = new MutatedEngine(mutation)) {
            for (long i = 0; i <= SEEDS; i++) {
                long seed = i == 0 ? noticed : i;
                List<String> findings = engine.findings(seed);
                if (!findings.isEmpty()) {
                    String check = findings.getFirst().lines().findFirst().orElse("").split(": ")[0];
                    System.out.printf("without %-62s seed %4d: %s%n", mutation.guard(), seed, check);
                    return;
                }
            }
        }
        throw new AssertionError("nobody misses " + mutation.guard() + " in " + SEEDS + " runs");
    }
}
