package io.rowloom.template;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The versions of HOT. All are read alike: a function of a later version works in a template of an earlier one. */
final class HotVersion {
    static final String KEY = "heat_template_version";
    private static final Map<String, List<String>> ALIASES_BY_VERSION = ImmutableMap.<String, List<String>>builder()
            .put("2013-05-23", List.of()).put("2014-10-16", List.of()).put("2015-04-30", List.of()).put("2015-10-15", List.of())
            .put("2016-04-08", List.of()).put("2016-10-14", List.of("newton")).put("2017-02-24", List.of("ocata")).put("2017-09-01", List.of("pike"))
            .put("2018-03-02", List.of("queens")).put("2018-08-31", List.of("rocky")).put("2021-04-16", List.of("wallaby")).build();

    private HotVersion() {}

    static boolean isKnown(String word) {
        return ALIASES_BY_VERSION.containsKey(word) || ALIASES_BY_VERSION.values().stream().anyMatch(aliases -> aliases.contains(word));
    }

    /** The message for a version that is not known. */
    static Optional<String> fault(String word) {
        return isKnown(word) ? Optional.empty() : Optional.of("The template version is invalid: \"" + KEY + ": " + word + "\". \"" + KEY
                + "\" should be one of: " + String.join(", ", ALIASES_BY_VERSION.keySet())
                + ", " + String.join(", ", ALIASES_BY_VERSION.values().stream().flatMap(List::stream).toList()));
    }
}
