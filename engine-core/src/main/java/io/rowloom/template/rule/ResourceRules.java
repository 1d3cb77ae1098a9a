package io.rowloom.template.rule;

import com.google.common.collect.ImmutableSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The rules for one resource. */
public record ResourceRules(Set<Hook> hooks, Set<Restriction> restricted) {
    public static final ResourceRules NONE = new ResourceRules(Set.of(), Set.of());

    public ResourceRules {
        hooks = ImmutableSet.copyOf(hooks);
        restricted = ImmutableSet.copyOf(restricted);
    }

    public boolean forbid(Restriction change) {
        return restricted.contains(change);
    }

    /** For a way back: what was changed may be changed back. */
    public ResourceRules unrestricted() {
        return new ResourceRules(hooks, Set.of());
    }

    /** In a fixed order; no word means two things. */
    public List<String> words() {
        return Stream.concat(hooks.stream().sorted().map(Hook::word), restricted.stream().sorted().map(Restriction::word)).toList();
    }

    /** From {@link #words}; a word of a newer version is left out. */
    public static ResourceRules of(Collection<String> words) {
        return new ResourceRules(words.stream().flatMap(word -> Hook.of(word).stream()).collect(ImmutableSet.toImmutableSet()),
                words.stream().flatMap(word -> Restriction.of(word).stream()).collect(ImmutableSet.toImmutableSet()));
    }
}
