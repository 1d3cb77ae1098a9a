package io.rowloom.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.template.document.Faults;
import io.rowloom.template.document.MapReader;
import io.rowloom.template.document.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the section {@code parameter_groups}, which only user interfaces read. */
record ParameterGroups(Set<String> parameters, Faults faults) {
    private static final String SECTION = "parameter_groups";

    void check(MapReader root) {
        Set<String> grouped = new HashSet<>();
        List<JsonNode> groups = root.list(SECTION);
        for (int i = 0; i < groups.size(); i++) {
            MapReader.of(groups.get(i), Path.of(SECTION).item(i), faults).ifPresent(group -> check(group, grouped));
        }
    }

    private void check(MapReader group, Set<String> grouped) {
        group.refuseOthers(List.of("label", "description", "parameters"), key -> "Invalid key '" + key + "' in a parameter group");
        List<JsonNode> members = group.list("parameters");
        for (int i = 0; i < members.size(); i++) {
            String name = members.get(i).asText();
            Path at = group.path().child("parameters").item(i);
            if (!parameters.contains(name)) {
                faults.addUnknownName(at, "The grouped parameter " + name + " does not reference a valid parameter.", name, parameters);
            } else if (!grouped.add(name)) {
                faults.add(at, "The parameter " + name + " must be assigned to one parameter group only.");
            }
        }
    }
}
