package io.rowloom.benchmarks.locks;

import java.util.ArrayList;
import java.util.List;

/**
 * One side of the comparison.
 *
 * @param scope what a lock is on: {@code resource}, {@code stack} or {@code slot}; empty for modes that ask for none
 */
record Arm(Mode mode, String scope) {
    /** The scope that goes without saying. */
    static final String USUAL_SCOPE = "resource";

    /** Each mode that asks for locks with each scope, the others once. */
    static List<Arm> of(List<Mode> modes, List<String> scopes) {
        List<Arm> arms = new ArrayList<>();
        for (Mode mode : modes) {
            if (mode.asks()) {
                scopes.forEach(scope -> arms.add(new Arm(mode, scope)));
            } else {
                arms.add(new Arm(mode, ""));
            }
        }
        return List.copyOf(arms);
    }

    /** As in results and on screens: {@code redis}, {@code redis/stack}. */
    String label() {
        return scope.isEmpty() || scope.equals(USUAL_SCOPE) ? mode.label() : mode.label() + "/" + scope;
    }
}
