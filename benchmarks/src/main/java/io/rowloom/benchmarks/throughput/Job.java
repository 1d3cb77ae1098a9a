package io.rowloom.benchmarks.throughput;

import io.rowloom.template.TemplateInput;
import io.rowloom.template.TemplateSource;
import java.util.List;
import java.util.Map;

/**
 * A workload.
 *
 * @param size resources, about; see {@link Shape#layout}
 * @param waitSeconds for {@link Action#WAITING}
 */
public record Job(Shape shape, int size, Action action, long seed, int waitSeconds) {
    public Layout layout() {
        return shape.layout(size, seed);
    }

    /**
     * What a user has in a file.
     *
     * @param first the value of the first resource
     * @param others the value of all others
     * @param copy when it changes, all are replaced
     */
    public TemplateInput template(Layout layout, String first, String others, String copy) {
        StringBuilder text = new StringBuilder("heat_template_version: 2021-04-16\nresources:\n");
        String value = first;
        for (Map.Entry<String, List<String>> resource : layout.requires().entrySet()) {
            text.append("  ").append(resource.getKey()).append(":\n    type: ").append(action.type()).append('\n');
            if (!resource.getValue().isEmpty()) {
                text.append("    depends_on: [").append(String.join(", ", resource.getValue())).append("]\n");
            }
            text.append("    properties:\n      value: ").append(value).append("\n      ").append(action.copyProperty()).append(": ").append(copy).append('\n');
            if (action == Action.WAITING) {
                text.append("      wait_secs: ").append(waitSeconds).append('\n');
            }
            value = others;
        }
        return new TemplateInput(new TemplateSource("benchmark.yaml", text.toString()), List.of(), Map.of());
    }
}
