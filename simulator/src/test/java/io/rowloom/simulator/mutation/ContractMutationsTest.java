package io.rowloom.simulator.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** None of these guards can be removed from the store in memory unnoticed. */
class ContractMutationsTest {
    @TestFactory
    Stream<DynamicTest> theContractMissesTheGuard() {
        return ContractMutations.ALL.entrySet().stream().map(missed -> DynamicTest.dynamicTest("without " + missed.getKey().guard(), () -> {
            try (MutatedEngine engine = new MutatedEngine(missed.getKey())) {
                assertThat(engine.brokenContracts()).contains(missed.getValue());
            }
        }));
    }
}
