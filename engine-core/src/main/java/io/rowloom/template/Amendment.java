package io.rowloom.template;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a user hands in to change a stack's target and keep the rest of it: Heat's PATCH.
 *
 * @param template empty keeps the stored one
 * @param environments in order; later ones win, and all of them over what is kept
 * @param parameters as in {@link TemplateInput}
 * @param cleared parameters whose stored values are dropped, so that the template's defaults hold again
 */
public record Amendment(Optional<TemplateSource> template, List<TemplateSource> environments, Map<String, String> parameters, Set<String> cleared) {
    public Amendment {
        environments = List.copyOf(environments);
        parameters = Map.copyOf(parameters);
        cleared = ImmutableSet.copyOf(cleared);
    }
}
