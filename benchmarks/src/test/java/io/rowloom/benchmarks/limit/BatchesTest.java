package io.rowloom.benchmarks.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rowloom.resource.StackHead;
import io.rowloom.resource.Wanted;
import io.rowloom.stack.Approach;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.StackId;
import io.rowloom.template.DeletionPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static final Wanted WANTED = new Wanted(JsonNodeFactory.instance.objectNode(), "hash", List.of(), "definition", DeletionPolicy.DELETE, Optional.empty());

    private static Step step(int number, Integer... dependents) {
        return new Step(number, 100 + number, "r" + number, List.of(dependents), WANTED, "id", JsonNodeFactory.instance.objectNode());
    }

    private static PlannedStack stack(Step... steps) {
        StackId id = new StackId(UUID.randomUUID());
        return new PlannedStack(new StackHead(id, "tenant", "stack", 1, StackAction.CREATE, OnFailure.STOP, Optional.empty(), Approach.TRUST, Optional.empty()), List.of(steps), 0);
    }

    private static List<List<List<Integer>>> numbers(Batches batches) {
        return batches.waves().stream().map(wave -> wave.stream().map(batch -> batch.steps().stream().map(Step::no).toList()).toList()).toList();
    }

    @Test
    void aStepIsInTheWaveAfterTheLastThatItWaitsFor() {
        Batches batches = Batches.of(List.of(stack(step(1, 102, 103), step(4, 103), step(2, 103), step(3))), 10);

        assertThat(numbers(batches)).isEqualTo(List.of(List.of(List.of(1, 4)), List.of(List.of(2)), List.of(List.of(3))));
        assertThat(batches.isChain()).isFalse();
    }

    @Test
    void wavesAreCutIntoBatchesOfOneStack() {
        Batches batches = Batches.of(List.of(stack(step(1), step(2), step(3)), stack(step(1), step(2))), 2);

        assertThat(numbers(batches)).isEqualTo(List.of(List.of(List.of(1, 2), List.of(3), List.of(1, 2))));
        assertThat(batches.all()).hasSize(3);
    }

    @Test
    void aChainIsKnown() {
        assertThat(Batches.of(List.of(stack(step(1, 102), step(2, 103), step(3))), 10).isChain()).isTrue();
    }

    @Test
    void aRangeHasAllRowsAndNodesBetween() {
        Batch range = new Batch(stack().head(), List.of(step(4, 107), step(5, 107, 108), step(6)));

        assertThat(range.isRange()).isTrue();
        assertThat(range.told()).isEqualTo(Map.of(107, 2, 108, 1));
        assertThat(new Batch(stack().head(), List.of(step(4), step(6))).isRange()).isFalse();
    }
}
