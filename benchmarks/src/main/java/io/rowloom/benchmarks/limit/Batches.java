package io.rowloom.benchmarks.limit;

import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * In which order stacks can be made: waves, each of which needs only those before it, and each cut into batches. Pure.
 *
 * @param waves all batches of one can run at the same time
 */
record Batches(List<List<Batch>> waves) {

    /** @param most steps in a batch */
    static Batches of(List<PlannedStack> stacks, int most) {
        Map<Integer, List<Batch>> waves = new TreeMap<>();
        for (PlannedStack stack : stacks) {
            byWave(stack.steps()).forEach((wave, steps) -> Lists.partition(steps, most).forEach(some ->
                    waves.computeIfAbsent(wave, _ -> new ArrayList<>()).add(new Batch(stack.head(), some))));
        }
        return new Batches(waves.values().stream().map(List::copyOf).toList());
    }

    /** @param steps each after what it waits for */
    private static Map<Integer, List<Step>> byWave(List<Step> steps) {
        Map<Integer, Integer> wave = new HashMap<>();
        Map<Integer, List<Step>> byWave = new TreeMap<>();
        for (Step step : steps) {
            int own = wave.getOrDefault(step.node(), 0);
            byWave.computeIfAbsent(own, _ -> new ArrayList<>()).add(step);
            step.dependents().forEach(dependent -> wave.merge(dependent, own + 1, Math::max));
        }
        return byWave;
    }

    List<Batch> all() {
        return waves.stream().flatMap(List::stream).toList();
    }

    /** Whether one step follows the other, and nothing runs beside it. */
    boolean isChain() {
        return waves.stream().allMatch(wave -> wave.size() == 1 && wave.getFirst().size() == 1);
    }
}
