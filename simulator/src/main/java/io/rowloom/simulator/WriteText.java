package io.rowloom.simulator;

import io.rowloom.engine.EngineId;
import io.rowloom.engine.EngineInfo;
import io.rowloom.memory.Snapshot.OfStack;
import io.rowloom.memory.Snapshot.Resource;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.Stack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a write did, in a few words for the chronicle. */
final class WriteText {
    private final Map<EngineId, String> names = new HashMap<>();

    void learn(EngineInfo engine) {
        names.put(engine.id(), engine.name());
    }

    String of(Write write) {
        List<String> parts = new ArrayList<>();
        for (Write.Change change : write.changes()) {
            ofStack(change.before().map(OfStack::stack), change.after()).ifPresent(parts::add);
            for (Write.RowChange row : change.rows()) {
                row.after().ifPresentOrElse(now -> parts.add(ofRow(row.before(), now)), () -> parts.add(named(row.before().orElseThrow()) + " purged"));
            }
        }
        return String.join("; ", parts);
    }

    private static Optional<String> ofStack(Optional<Stack> was, OfStack after) {
        Stack now = after.stack();
        String name = now.name() + " t" + now.traversal();
        if (was.isEmpty() || was.get().traversal() != now.traversal() || !was.get().state().equals(now.state())) {
            return Optional.of(name + " " + now.state() + " (" + now.reason() + ")");
        }
        return was.get().planned() == now.planned() ? Optional.empty() : Optional.of(name + " planned, " + after.nodes().size() + " nodes");
    }

    private String ofRow(Optional<Resource> was, Resource now) {
        if (was.isEmpty()) {
            return named(now) + " new" + now.view().replaces().stream().mapToObj(old -> " for #" + old).findAny().orElse("");
        }
        ResourceView view = now.view();
        boolean same = was.get().view().action() == view.action() && was.get().view().status() == view.status();
        if (same && was.get().view().engine().equals(view.engine()) && was.get().view().phase().equals(view.phase())) {
            return named(now) + (was.get().view().dirty() && !view.dirty() ? " is as wanted" : " visited") + ", version " + view.version();
        }
        return named(now) + " " + view.action() + "_" + view.status() + view.engine().map(e -> ", held by " + names.get(e) + " under fence " + view.version())
                .orElseGet(() -> view.phase().map(phase -> ", open, " + phase).orElse(", free"));
    }

    private static String named(Resource row) {
        return row.view().name() + "#" + row.view().no();
    }
}
