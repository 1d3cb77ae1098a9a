package io.rowloom.template.expression;

import java.util.Set;

/** The names that Heat takes for functions in any version of HOT. A map with one of them as its only key is never plain data. */
final class FunctionName {
    private static final Set<String> SUPPORTED =
            Set.of(GetParam.FUNCTION, GetResource.FUNCTION, GetAttr.FUNCTION, StrReplace.FUNCTION, ListJoin.FUNCTION);
    private static final Set<String> NOT_YET = Set.of(
            "get_file", "repeat", "digest", "resource_facade", "str_split", "str_replace_strict", "str_replace_vstrict", "map_merge", "map_replace",
            "list_concat", "list_concat_unique", "yaql", "contains", "filter", "make_url", "if", "equals", "not", "and", "or", "Ref");
    /** CloudFormation's functions, which the first version of HOT has, too. */
    private static final String CLOUD_FORMATION = "Fn::";

    private FunctionName() {}

    static boolean isOne(String name) {
        return SUPPORTED.contains(name) || NOT_YET.contains(name) || name.startsWith(CLOUD_FORMATION);
    }
}
