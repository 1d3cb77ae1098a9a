package io.rowloom.template;

import java.util.List;
import java.util.Map;

/**
 * Everything that a user hands in for one stack.
 *
 * @param environments in order; later ones win
 * @param parameters texts as typed on a command line, read as the declared type of each parameter says; they win over every environment
 */
public record TemplateInput(TemplateSource template, List<TemplateSource> environments, Map<String, String> parameters) {
    public TemplateInput {
        environments = List.copyOf(environments);
        parameters = Map.copyOf(parameters);
    }

    public static TemplateInput of(TemplateSource template) {
        return new TemplateInput(template, List.of(), Map.of());
    }
}
