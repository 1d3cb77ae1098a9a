package io.rowloom.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.plugin.ResourceTypes;
import io.rowloom.template.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShapeTest {
    private static Map<String, List<String>> requires(Shape shape, int size) {
        return shape.layout(size, 1).requires();
    }

    @Test
    void aChainIsOneAfterTheOther() {
        assertThat(requires(Shape.CHAIN, 3)).isEqualTo(Map.of("r0", List.of(), "r1", List.of("r0"), "r2", List.of("r1")));
    }

    @Test
    void thereAreTenLayersAndEachResourceIsOnThreeOfTheLayerBefore() {
        Map<String, List<String>> requires = requires(Shape.LAYERED, 50);

        assertThat(requires.values().stream().limit(5)).allSatisfy(first -> assertThat(first).isEmpty());
        assertThat(requires.values().stream().skip(5)).allSatisfy(other -> assertThat(other).hasSize(3).doesNotHaveDuplicates());
        assertThat(requires).containsEntry("r9", List.of("r0", "r1", "r4")).containsEntry("r49", List.of("r40", "r41", "r44"));
    }

    @Test
    void aFanInHasOneMoreThatWaitsForAll() {
        assertThat(requires(Shape.FAN_IN, 3)).hasSize(4).containsEntry("r3", List.of("r0", "r1", "r2")).containsEntry("r2", List.of());
    }

    @Test
    void aLatticeIsMadeOfDiamonds() {
        assertThat(requires(Shape.LATTICE, 5)).as("three in a row, two in the next").isEqualTo(Map.of("r0", List.of(), "r1", List.of("r0"), "r2", List.of("r1"),
                "r3", List.of("r0"), "r4", List.of("r1", "r3")));
    }

    @Test
    void theSameSeedMakesTheSameRandomGraph() {
        assertThat(Shape.RANDOM.layout(100, 7)).isEqualTo(Shape.RANDOM.layout(100, 7)).isNotEqualTo(Shape.RANDOM.layout(100, 8));
        assertThat(requires(Shape.RANDOM, 500).values().stream().map(List::size)).contains(0, 1, 2, 3).allMatch(size -> size <= 3);
    }

    @Test
    void manyStacksShareTheResources() {
        assertThat(Shape.STACKS.layout(1_000, 1)).satisfies(layout -> {
            assertThat(layout.stacks()).isEqualTo(100);
            assertThat(layout.resources()).isEqualTo(1_000);
        });
        assertThat(Shape.NEWCOMER.layout(1_000, 1)).isEqualTo(Shape.STACKS.layout(1_000, 1));
        assertThat(Shape.STACKS.layout(4, 1).resources()).as("fewer than a stack has").isEqualTo(4);
        assertThat(Shape.ONE.layout(1_000, 1).resources()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void nothingDependsOnWhatComesLater(Shape shape) {
        for (int size : List.of(1, 2, 7, 100)) {
            List<String> before = new ArrayList<>();
            requires(shape, size).forEach((name, required) -> {
                assertThat(before).as(shape + " " + size).containsAll(required);
                before.add(name);
            });
        }
    }

    @Test
    void whatIsRequiredHasToWaitInADelete() {
        assertThat(new Layout(1, Map.of("a", List.of(), "b", List.of("a"))).requiredBy()).isEqualTo(Map.of("a", List.of("b"), "b", List.of()));
    }

    @ParameterizedTest
    @EnumSource
    void templatesAreAcceptedForEveryAction(Action action) {
        Job job = new Job(Shape.LATTICE, 9, action, 1, 3);

        var target = Templates.accept(job.template(job.layout(), "one", "two", "first"), ResourceTypes.load(ShapeTest.class.getClassLoader()));

        assertThat(target.toString()).contains("r8");
    }
}
