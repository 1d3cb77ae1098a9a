package io.rowloom.simulator;

import io.rowloom.limit.Scope;
import io.rowloom.memory.Rows;
import java.util.function.Consumer;

/** That a write never makes what is open more than a limit says. It may be more already, when the limit was set or lowered meanwhile. */
final class LimitCheck {
    private LimitCheck() {}

    static void check(Write write, Consumer<String> found) {
        write.after().limits().forEach((scope, most) -> {
            long open = open(write.after(), scope);
            if (open > most && open > open(write.before(), scope)) {
                found.accept(write.verb() + " opened more than " + most + " of " + scope + ": now " + open);
            }
        });
    }

    private static long open(Rows rows, Scope scope) {
        return rows.stacks().values().stream()
                .filter(stack -> switch (scope) {
                    case Scope.OfType _ -> true;
                    case Scope.OfStack(var id) -> stack.stack().id().equals(id);
                })
                .flatMap(stack -> stack.resources().values().stream()).map(Rows.Resource::view)
                .filter(row -> row.phase().isPresent())
                .filter(row -> switch (scope) {
                    case Scope.OfType(var type) -> row.type().equals(type);
                    case Scope.OfStack _ -> true;
                }).count();
    }
}
