package io.rowloom.benchmarks.locks;

import io.rowloom.template.TemplateInput;
import io.rowloom.template.TemplateSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The stacks of a workload.
 *
 * @param stacks how many there are of the kind
 * @param updates how often the stack is updated after its create, which then is not measured
 * @param requires the resources of one stack, with what each depends on
 * @param type of all resources
 */
record Blueprint(int stacks, int updates, Map<String, List<String>> requires, String type) {
    private static final String QUICK = "OS::Heat::TestResource";
    private static final int LAYER = 25;
    private static final int REACH = 5;
    private static final int UPDATES = 12;

    static Blueprint of(Workload workload, double scale) {
        int size = workload.size(scale);
        return switch (workload) {
            case WIDE -> new Blueprint(1, 0, row(size), QUICK);
            case SLOW -> new Blueprint(1, 0, row(size), SlowType.NAME);
            case CHAIN -> new Blueprint(1, 0, chain(size), QUICK);
            case LAYERED -> new Blueprint(1, 0, layers(size), QUICK);
            case FAN_IN -> new Blueprint(1, 0, fanIn(size), QUICK);
            case STACKS -> new Blueprint(Math.max(1, size / 5), 0, diamond(), QUICK);
            case HOT -> new Blueprint(1, UPDATES, row(Math.max(1, size / UPDATES)), QUICK);
        };
    }

    private static Map<String, List<String>> row(int size) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        IntStream.range(0, size).forEach(i -> all.put("r" + i, List.of()));
        return all;
    }

    private static Map<String, List<String>> chain(int size) {
        Map<String, List<String>> all = row(size);
        IntStream.range(1, size).forEach(i -> all.put("r" + i, List.of("r" + (i - 1))));
        return all;
    }

    private static Map<String, List<String>> layers(int size) {
        Map<String, List<String>> all = row(size);
        for (int i = LAYER; i < size; i++) {
            int first = (i / LAYER - 1) * LAYER;
            int place = i % LAYER;
            all.put("r" + i, IntStream.range(0, REACH).mapToObj(k -> "r" + (first + (place + k) % LAYER)).toList());
        }
        return all;
    }

    private static Map<String, List<String>> fanIn(int size) {
        Map<String, List<String>> all = row(size);
        all.put("last", List.copyOf(all.keySet()));
        return all;
    }

    private static Map<String, List<String>> diamond() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("r0", List.of());
        all.put("r1", List.of("r0"));
        all.put("r2", List.of("r0"));
        all.put("r3", List.of("r1", "r2"));
        all.put("r4", List.of("r3"));
        return all;
    }

    /** All resources with that value: another one makes an update of each, in place. */
    TemplateInput template(String value) {
        StringBuilder text = new StringBuilder("heat_template_version: 2021-04-16\nresources:\n");
        requires.forEach((name, required) -> {
            text.append("  ").append(name).append(":\n    type: ").append(type).append('\n');
            if (!required.isEmpty()) {
                text.append("    depends_on: ").append(required.stream().collect(Collectors.joining(", ", "[", "]"))).append('\n');
            }
            text.append("    properties:\n      value: ").append(value).append('\n');
        });
        return new TemplateInput(new TemplateSource("benchmark.yaml", text.toString()), List.of(), Map.of());
    }
}
