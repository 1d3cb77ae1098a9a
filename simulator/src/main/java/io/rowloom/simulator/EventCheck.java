package io.rowloom.simulator;

import io.rowloom.event.Event;
import io.rowloom.memory.Rows.OfStack;
import io.rowloom.resource.HookPoints;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackState;
import io.rowloom.stack.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** Compares the events that a write added with the changes of state that it made. */
final class EventCheck {
    /** These end the traversal of the stack by beginning another one; any other verb tells how it ended. */
    private static final Set<String> SUPERSEDING = Set.of("Stacks.submit", "Stacks.cancel");

    /** These tell of each row that they give a new version, whether its state changes or not. */
    private static final Set<String> TELLING = Set.of("Claims.hold", "Finishes.refuse", "Interventions.mark", "Interventions.clear");

    /** A state as an event tells it. */
    private record Told(OptionalInt resource, String state, int traversal, String reason) {
        static Told of(Event event) {
            return new Told(event.resource(), event.action() + "_" + event.status(), event.resource().isPresent() ? 0 : event.traversal(), event.reason());
        }

        static Told of(ResourceView row) {
            return new Told(OptionalInt.of(row.no()), row.action() + "_" + row.status(), 0, row.heldBy().map(hook -> HookPoints.paused(row.action(), hook)).orElse(row.reason()));
        }

        static Told of(StackState state, int traversal, String reason) {
            return new Told(OptionalInt.empty(), state.toString(), traversal, reason);
        }
    }

    private static final Comparator<Told> ORDER = Comparator.comparing((Told told) -> told.resource().orElse(0)).thenComparing(Told::traversal);

    private EventCheck() {}

    static void check(Write write, Consumer<String> found) {
        for (Write.Change change : write.changes()) {
            List<Told> told = new ArrayList<>(change.news().stream().map(Told::of).sorted(ORDER).toList());
            List<Told> due = new ArrayList<>(ofStack(write.verb(), change));
            if (TELLING.contains(write.verb())) {
                change.rows().stream().filter(EventCheck::rose).forEach(row -> told.stream().filter(t -> t.resource().equals(OptionalInt.of(row.no()))).findFirst()
                        .ifPresentOrElse(due::add, () -> found.accept(write.verb() + " told nothing of " + row)));
            } else {
                change.rows().forEach(row -> row.after().map(r -> r.view()).filter(now -> changed(row, now)).map(Told::of).ifPresent(due::add));
            }
            due.sort(ORDER);
            if (!told.equals(due)) {
                found.accept(write.verb() + " was to tell " + due + " and told " + told);
            }
            inOrder(change, found);
        }
    }

    private static boolean rose(Write.RowChange row) {
        return row.before().isPresent() && row.after().filter(now -> now.view().version() > row.before().get().view().version()).isPresent();
    }

    private static boolean changed(Write.RowChange row, ResourceView now) {
        return row.before().map(r -> r.view()).filter(was -> was.action() != now.action() || was.status() != now.status()).isPresent();
    }

    private static List<Told> ofStack(String verb, Write.Change change) {
        Stack now = change.after().stack();
        Told last = Told.of(now.state(), now.traversal(), now.reason());
        Optional<Stack> was = change.before().map(OfStack::stack);
        if (was.isEmpty()) {
            return List.of(last);
        }
        if (was.get().traversal() != now.traversal()) {
            return SUPERSEDING.contains(verb) ? List.of(last)
                    : List.of(Told.of(new StackState(was.get().action(), Status.FAILED), was.get().traversal(), now.reason()), last);
        }
        return was.get().state().equals(now.state()) ? List.of() : List.of(last);
    }

    /** In the order of their positions; those of one resource in the order of its fences, and not above the row's. */
    private static void inOrder(Write.Change change, Consumer<String> found) {
        List<Event> all = change.after().events();
        for (int i = Math.max(1, all.size() - change.news().size()); i < all.size(); i++) {
            if (all.get(i).position().compareTo(all.get(i - 1).position()) <= 0) {
                found.accept("events out of order: " + all.get(i - 1) + ", then " + all.get(i));
            }
        }
        for (Write.RowChange row : change.rows()) {
            change.news().stream().filter(e -> e.resource().equals(OptionalInt.of(row.no()))).filter(e -> !fits(e.fence(), row))
                    .forEach(e -> found.accept("an event with a fence that the row did not have: " + e + " of " + row));
        }
    }

    private static boolean fits(long fence, Write.RowChange row) {
        return fence >= row.before().map(r -> r.view().version()).orElse(0L) && fence <= row.after().map(r -> r.view().version()).orElse(0L);
    }
}
