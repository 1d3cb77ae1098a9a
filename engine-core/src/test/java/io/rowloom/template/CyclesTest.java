package io.rowloom.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CyclesTest {
    @Test
    void aGraphWithoutCyclesHasNone() {
        assertThat(Cycles.in(Map.of("a", Set.of("b", "c"), "b", Set.of("d"), "c", Set.of("d"), "d", Set.of()))).isEmpty();
    }

    @Test
    void aCycleIsNamedInItsOrderFromTheSmallestName() {
        Map<String, Set<String>> requires = new LinkedHashMap<>();
        requires.put("x", Set.of("c"));
        requires.put("c", Set.of("a"));
        requires.put("a", Set.of("b"));
        requires.put("b", Set.of("c"));
        assertThat(Cycles.in(requires)).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void separateCyclesAreAllFoundAndSelfReferencesToo() {
        Map<String, Set<String>> requires = new TreeMap<>(Map.of("a", Set.of("b"), "b", Set.of("a"), "c", Set.of("c", "a"), "d", Set.of("gone")));
        assertThat(Cycles.in(requires)).containsExactly(List.of("a", "b"), List.of("c"));
    }

    @Test
    void aLongChainNeedsNoStack() {
        Map<String, Set<String>> chain = new TreeMap<>();
        for (int i = 0; i < 100_000; i++) {
            chain.put("r" + i, Set.of("r" + (i + 1) % 100_000));
        }
        assertThat(Cycles.in(chain)).singleElement().satisfies(cycle -> assertThat(cycle).hasSize(100_000).startsWith("r0", "r1", "r2"));
    }

    @Test
    void aGraphInWhichEverythingIsCircularGivesFewCycles() {
        Map<String, Set<String>> requires = new TreeMap<>();
        Set<String> all = new TreeSet<>();
        for (int i = 0; i < 500; i++) {
            all.add("r" + i);
            requires.put("r" + i, all);
        }
        assertThat(Cycles.in(requires).stream().mapToInt(List::size).sum()).isLessThanOrEqualTo(500);
    }
}
