package io.rowloom.benchmarks;

import io.rowloom.template.TemplateInput;
import io.rowloom.template.TemplateSource;
import java.util.List;
import java.util.Map;

/** How the resources depend on one another. */
enum Shape {
    /** Not at all. */
    WIDE,
    /** Each on the one before. */
    CHAIN;

    /** So many {@code OS::Heat::TestResource} that wait for nothing and keep {@code value}. */
    TemplateInput template(int size, String value) {
        StringBuilder text = new StringBuilder("heat_template_version: 2021-04-16\nresources:\n");
        for (int i = 0; i < size; i++) {
            text.append("  r").append(i).append(":\n    type: OS::Heat::TestResource\n");
            if (this == CHAIN && i > 0) {
                text.append("    depends_on: r").append(i - 1).append('\n');
            }
            text.append("    properties:\n      value: ").append(value).append('\n');
        }
        return new TemplateInput(new TemplateSource("benchmark.yaml", text.toString()), List.of(), Map.of());
    }
}
