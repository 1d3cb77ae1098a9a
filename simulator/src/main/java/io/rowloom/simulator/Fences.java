package io.rowloom.simulator;

import io.rowloom.engine.EngineId;
import io.rowloom.memory.Snapshot.Resource;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.stack.Stack;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Who got which fence. */
final class Fences {
    /** @param owner the physical name of the row's copy */
    private record Fence(String owner, long version) {}

    private final Map<Fence, EngineId> granted = new HashMap<>();
    private final Set<String> deleted = new HashSet<>();
    private final BiConsumer<Check, String> found;

    Fences(BiConsumer<Check, String> found) {
        this.found = found;
    }

    boolean granted(String owner, long version) {
        return granted.containsKey(new Fence(owner, version));
    }

    void check(Write write) {
        for (Write.Change change : write.changes()) {
            for (Write.RowChange row : change.rows()) {
                row.after().ifPresentOrElse(now -> check(change.after().stack(), row.before(), now),
                        () -> deleted.add(owner(change.after().stack(), row.before().orElseThrow())));
            }
        }
    }

    private void check(Stack stack, Optional<Resource> was, Resource now) {
        String owner = owner(stack, now);
        if (was.isEmpty() && deleted.contains(owner)) {
            found.accept(Check.FENCES_GROW, "the number of a deleted row is used again: " + now);
        }
        if (was.isPresent() && was.get().view().version() > now.view().version()) {
            found.accept(Check.FENCES_GROW, was.get() + " became " + now);
        }
        boolean claimed = now.view().engine().isPresent()
                && (was.isEmpty() || was.get().view().version() != now.view().version() || !was.get().view().engine().equals(now.view().engine()));
        if (claimed) {
            grant(new Fence(owner, now.view().version()), now.view().engine().get(), was, now);
        }
    }

    private void grant(Fence fence, EngineId engine, Optional<Resource> was, Resource now) {
        if (was.filter(r -> r.view().engine().isPresent()).isPresent()) {
            found.accept(Check.ONE_CLAIM, "claimed while another held it: " + was.get() + " became " + now);
        }
        EngineId other = granted.putIfAbsent(fence, engine);
        if (other != null) {
            found.accept(Check.ONE_CLAIM, fence + " was given to " + other + " and to " + engine);
        }
    }

    static String owner(Stack stack, Resource row) {
        return ClaimedAction.physicalName(stack.id(), stack.name(), row.view().no(), row.view().name());
    }
}
