package io.rowloom.simulator;

import com.google.common.collect.ImmutableSortedMap;
import io.rowloom.event.Event;
import io.rowloom.memory.Rows;
import io.rowloom.memory.Rows.OfStack;
import io.rowloom.memory.Rows.Resource;
import io.rowloom.stack.StackId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A verb of the store, and what it did to the rows.
 *
 * @param verb as in {@code Claims.park}
 * @param result empty for a verb that answers nothing, and for one that threw
 * @param changes of the stacks that are not as they were
 */
record Write(String verb, List<Object> arguments, Optional<Object> result, Rows before, Rows after, List<Change> changes) {

    /** What became of a stack. {@code rows}: those that are not as they were; {@code news}: events that were added. */
    record Change(Optional<OfStack> before, OfStack after, List<RowChange> rows, List<Event> news) {
        StackId stack() {
            return after.stack().id();
        }
    }

    /** A row that was inserted, changed or deleted. */
    record RowChange(int no, Optional<Resource> before, Optional<Resource> after) {}

    static Write of(String verb, List<Object> arguments, Optional<Object> result, Rows before, Rows after) {
        List<Change> changes = new ArrayList<>();
        after.stacks().forEach((id, now) -> {
            Optional<OfStack> was = Optional.ofNullable(before.stacks().get(id));
            if (was.isEmpty() || !same(was.get(), now)) {
                changes.add(change(was, now));
            }
        });
        return new Write(verb, arguments, result, before, after, changes);
    }

    private static boolean same(OfStack one, OfStack other) {
        return one.events().size() == other.events().size() && one.stack().equals(other.stack()) && one.resources().equals(other.resources())
                && one.nodes().equals(other.nodes());
    }

    private static Change change(Optional<OfStack> was, OfStack now) {
        ImmutableSortedMap<Integer, Resource> old = was.map(OfStack::resources).orElse(ImmutableSortedMap.of());
        TreeSet<Integer> numbers = new TreeSet<>(old.keySet());
        numbers.addAll(now.resources().keySet());
        List<RowChange> rows = new ArrayList<>();
        for (int no : numbers) {
            RowChange row = new RowChange(no, Optional.ofNullable(old.get(no)), Optional.ofNullable(now.resources().get(no)));
            if (!row.before().equals(row.after())) {
                rows.add(row);
            }
        }
        int sofar = was.map(w -> w.events().size()).orElse(0);
        return new Change(was, now, rows, now.events().subList(Math.min(sofar, now.events().size()), now.events().size()));
    }

    /** Rows of a stack that were free and are claimed now. */
    List<Resource> begun(Change change) {
        boolean begins = verb.equals("Claims.claim") || verb.equals("Claims.claimWithinLimits") || verb.equals("Finishes.finishAndClaim");
        return change.rows().stream().flatMap(row -> row.after().stream()).filter(row -> begins && row.view().phase().isPresent()).toList();
    }

    /** Whether it records successes. */
    boolean finishes() {
        return verb.equals("Finishes.finish") || verb.equals("Finishes.finishAndClaim");
    }

    Optional<Resource> before(StackId stack, int no) {
        return Optional.ofNullable(before.stacks().get(stack)).flatMap(s -> Optional.ofNullable(s.resources().get(no)));
    }
}
