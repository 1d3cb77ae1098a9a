package io.rowloom.store;

import io.rowloom.template.ReplacementOrder;
import io.rowloom.traversal.PlannedDefinition;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A target in a line per resource: {@code "B=2 needs A C"} is B with the value 2, which depends on A and C; {@code "B:Disk"} is B of another type, and
 * {@code "B!"} is one that must not exist twice.
 */
public final class Definitions {
    public static final String TYPE = "Thing";
    private static final Pattern FORM = Pattern.compile("(\\w+)(!)?(?::(\\w+))?(?:=\\w+)?(?: needs ([\\w ]+))?");

    private Definitions() {}

    public static Map<String, PlannedDefinition> of(String... lines) {
        Map<String, PlannedDefinition> target = new TreeMap<>();
        for (String line : lines) {
            Matcher form = FORM.matcher(line);
            if (!form.matches()) {
                throw new IllegalArgumentException(line);
            }
            String type = form.group(3) == null ? TYPE : form.group(3);
            Set<String> needs = form.group(4) == null ? Set.of() : Set.of(form.group(4).split(" "));
            ReplacementOrder order = form.group(2) == null ? ReplacementOrder.CREATE_FIRST : ReplacementOrder.DELETE_FIRST;
            target.put(form.group(1), new PlannedDefinition(form.group(1), type, line, needs, order, Optional.empty()));
        }
        return target;
    }
}
