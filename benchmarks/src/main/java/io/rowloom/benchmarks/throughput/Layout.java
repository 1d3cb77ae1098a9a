package io.rowloom.benchmarks.throughput;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a workload consists of.
 *
 * @param stacks how many there are, all alike
 * @param requires the resources of one stack, with what each depends on
 */
public record Layout(int stacks, Map<String, List<String>> requires) {
    public int resources() {
        return stacks * requires.size();
    }

    /** What has to be gone before each can go. */
    Map<String, List<String>> requiredBy() {
        Map<String, List<String>> by = new LinkedHashMap<>();
        requires.keySet().forEach(name -> by.put(name, new ArrayList<>()));
        requires.forEach((name, required) -> required.forEach(other -> by.getOrDefault(other, new ArrayList<>()).add(name)));
        return by;
    }
}
