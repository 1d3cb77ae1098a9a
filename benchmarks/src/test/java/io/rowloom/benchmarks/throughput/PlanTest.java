package io.rowloom.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Job WIDE = new Job(Shape.WIDE, 100, Action.NO_OP, 1, 0);
    private static final Job CHAIN = new Job(Shape.CHAIN, 100, Action.NO_OP, 1, 0);
    private final Plan plan = new Plan(List.of(WIDE, CHAIN), List.of(1, 4), List.of(Temperature.COLD, Temperature.WARM), List.of(Phase.CREATE), new Life.Extent(10, 100, new Life.Effort(100, 1, 0), false), 2);

    @Test
    void coldWorkloadsHaveProcessesOfTheirOwnAndWarmOnesShareThem() {
        assertThat(plan.sessions().stream().filter(session -> session.round() == 1 && session.workers() == 4).toList()).containsExactly(
                new Session(1, 4, Temperature.COLD, List.of(WIDE)), new Session(1, 4, Temperature.COLD, List.of(CHAIN)), new Session(1, 4, Temperature.WARM, List.of(WIDE, CHAIN)));
    }

    @Test
    void eachRoundBeginsWithAnotherWorkload() {
        assertThat(plan.sessions()).hasSize(12);
        assertThat(plan.sessions().getLast()).isEqualTo(new Session(2, 4, Temperature.WARM, List.of(CHAIN, WIDE)));
    }

    @Test
    void linksTakeLongerThanIndependentResources() {
        assertThat(plan.expectedSeconds(CHAIN)).isGreaterThan(plan.expectedSeconds(WIDE));
        assertThat(plan.forecast().left().toMillis()).isPositive();
    }
}
