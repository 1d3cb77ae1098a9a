package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.template.Blueprint;
import io.rowloom.template.Target;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads stored targets for people. */
final class Blueprints {
    private Blueprints() {}

    static Optional<Target> target(Session session, Optional<String> hash) {
        return hash.map(stored -> session.store().targets().find(stored).orElseThrow(() -> new Refusal(ExitCode.FAILED,
                "the stack's template " + stored + " is not stored any more")));
    }

    static Blueprint of(Session session, Target target) {
        return Blueprint.of(target, session.types(), session.fingerprint());
    }

    /** What each resource of a stored target depends on. */
    static SortedMap<String, Set<String>> dependencies(Session session, String hash) {
        SortedMap<String, Set<String>> found = new TreeMap<>();
        session.store().targets().find(hash).ifPresent(target ->
                of(session, target).resources().forEach((name, definition) -> found.put(name, definition.dependencies())));
        return found;
    }
}
