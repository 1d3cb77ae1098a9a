package io.rowloom.benchmarks.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.plugin.ResourceTypes;
import io.rowloom.template.Templates;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

class BlueprintTest {
    @ParameterizedTest
    @EnumSource
    void everyWorkloadIsAnAcceptedTemplateAtEverySize(Workload workload) {
        ResourceTypes types = ResourceTypes.load(BlueprintTest.class.getClassLoader());
        for (double scale : List.of(0.001, 0.1, 1.0)) {
            Blueprint blueprint = Blueprint.of(workload, scale);
            assertThat(Templates.accept(blueprint.template("x"), types)).isNotNull();
            assertThat(blueprint.requires().values().stream().flatMap(List::stream)).isSubsetOf(blueprint.requires().keySet());
        }
    }

    @Test
    void shapesAreWhatTheirNamesSay() {
        assertThat(Blueprint.of(Workload.WIDE, 1).requires()).hasSize(1_000).allSatisfy((_, required) -> assertThat(required).isEmpty());
        assertThat(Blueprint.of(Workload.CHAIN, 1).requires()).hasSize(100).containsEntry("r99", List.of("r98"));
        assertThat(Blueprint.of(Workload.LAYERED, 1).requires()).hasSize(500).containsEntry("r0", List.of())
                .containsEntry("r25", List.of("r0", "r1", "r2", "r3", "r4"))
                .containsEntry("r49", List.of("r24", "r0", "r1", "r2", "r3"));
        assertThat(Blueprint.of(Workload.FAN_IN, 1).requires().get("last")).hasSize(500);
        assertThat(Blueprint.of(Workload.STACKS, 1).stacks()).isEqualTo(100);
        assertThat(Blueprint.of(Workload.HOT, 1).updates() * Blueprint.of(Workload.HOT, 1).requires().size()).isEqualTo(600);
    }
}
