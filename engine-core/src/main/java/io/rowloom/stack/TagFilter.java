package io.rowloom.stack;

import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Which stacks are meant, by their tags; all four must hold. An empty list asks for nothing. Heat's words and meanings.
 *
 * @param all the stack has all of these
 * @param any the stack has one of these, or more
 * @param notAll the stack does not have all of these
 * @param notAny the stack has none of these
 */
public record TagFilter(List<String> all, List<String> any, List<String> notAll, List<String> notAny) {
    public static final TagFilter EVERY = new TagFilter(List.of(), List.of(), List.of(), List.of());

    public TagFilter {
        all = List.copyOf(all);
        any = List.copyOf(any);
        notAll = List.copyOf(notAll);
        notAny = List.copyOf(notAny);
    }

    public boolean admits(Tags tags) {
        Collection<String> has = tags.words();
        return has.containsAll(all) && (any.isEmpty() || !Collections.disjoint(has, any))
                && (notAll.isEmpty() || !has.containsAll(notAll)) && Collections.disjoint(has, notAny);
    }
}
